import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TextEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { check } from '#core/check';
import type { FlowDocument } from '#core/model/document';
import type { DocumentEdit } from '#core/model/documentEdit';
import { applyEdits } from '#core/syntax/edit';
import { endOf } from '#core/syntax/span';
import { checkSideFile } from '../../server/src/workspace/checkSideFile';
import type { Workspace } from '../../server/src/workspace/workspace';
import { declaresSecret } from './project';

/** Opens what each file holds after the edits, which is another text. They lie inside their files and apart from one another. */
export function applyDocumentEdits(edits: readonly DocumentEdit[], workspace: Workspace): void {
  for (const uri of new Set(edits.map(({ document }) => document.uri))) {
    const own = edits.filter(({ document }) => document.uri === uri).sort((a, b) => a.span.offset - b.span.offset);
    const text = own[0]?.document.text ?? '';
    // An editor creates a file before it puts text into it.
    if (own[0]?.document.isNew) writeFileSync(fileURLToPath(uri), '');
    for (const [index, { span }] of own.entries()) {
      const next = own[index + 1]?.span.offset ?? text.length;
      assert.ok(span.offset >= 0 && endOf(span) <= next, `edits of ${uri} overlap, or lie outside`);
    }
    const edited = applyEdits(text, own);
    assert.notEqual(edited, text, `nothing changes in ${uri}`);
    workspace.open(uri, edited);
  }
}

/** The files are as they were: what was created is gone, and flows are as editors had them. */
export function undoDocumentEdits(
  edits: readonly DocumentEdit[],
  flows: readonly FlowDocument[],
  workspace: Workspace,
): void {
  for (const { document } of edits) {
    if (document.isNew) rmSync(fileURLToPath(document.uri), { force: true });
    workspace.close(document.uri);
  }
  for (const { uri, text } of flows) workspace.open(uri, text);
}

/** What steps that are taken one after another come to. */
export function toEnd<T>(steps: Iterator<unknown, T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/** A text after edits of the protocol. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create('', '', 1, text), [...edits]);
}

/** All files of a workspace as they are now, each under a heading. */
export function textsOf(workspace: Workspace): string {
  const texts = namesOf(workspace).map((name) => `--- ${name}\n${textAt(workspace, name).trimEnd()}\n`);
  return texts.join('');
}

function namesOf(workspace: Workspace): readonly string[] {
  const root = rootOf(workspace);
  const onDisk = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  const base = `${pathToFileURL(root).href}/`;
  const known = [...workspace.project.flows().map(({ uri }) => uri), ...workspace.sideFiles()];
  const names = known.map((uri) => decodeURIComponent(uri.replace(base, '')));
  return [...new Set([...onDisk, ...names])].sort();
}

function textAt(workspace: Workspace, name: string): string {
  const path = join(rootOf(workspace), name);
  const uri = pathToFileURL(path).href;
  return workspace.sideFile(uri)?.source.text ?? workspace.document(uri)?.text ?? readFileSync(path, 'utf8');
}

function rootOf({ roots }: Workspace): string {
  assert.ok(roots[0] !== undefined);
  return roots[0];
}

/** What is found in all files of a workspace, a line each: file, code, severity and message, in an order that names have no part in. */
export function findingsIn(workspace: Workspace, isLookedAt: (uri: string) => boolean = () => true): readonly string[] {
  const options = { today: '2027-01-01', isSecret: declaresSecret({ workspace }) };
  const flows = workspace.project
    .flows()
    .filter(({ uri }) => isLookedAt(uri))
    .map((document) => ({ uri: document.uri, result: check(document, workspace.project, options) }));
  const beside = workspace.sideFiles().flatMap((uri) => {
    const file = workspace.sideFile(uri);
    return file === undefined ? [] : [{ uri, result: checkSideFile(file) }];
  });
  return [...flows, ...beside]
    .flatMap(({ uri, result }) => result.all.map((one) => `${uri} ${one.code} ${one.severity} ${one.message}`))
    .sort();
}
