import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { type AddContext, type AddOptions, addRequests } from '#core/refactorings/addRequests';
import type { RequestDraft } from '#core/refactorings/requestDraft';
import { applyEdits } from '#core/syntax/edit';
import { endOf } from '#core/syntax/span';
import type { OpenCase } from './featureCases';
import { applyDocumentEdits, findingsIn, textsOf, undoDocumentEdits } from './featureEdits';
import { declaresSecret } from './project';

/** What may be found in a flow that a request was added to: what only its author can decide. */
const left = new Set([
  'unreachable-node',
  'undefined-environment-value',
  'unused-endpoint',
  'unsupported-method',
  'body-media-type',
]);

/** What the drafts of a case are made for. */
export function addContextOf({ workspace, uri }: OpenCase): AddContext {
  const document = workspace.document(uri) ?? assert.fail(`${uri} is open`);
  return { document, project: workspace.project, isSecret: declaresSecret({ workspace }) };
}

/** All files after requests were added at the cursor, below what a person is told. Only findings that an author has to decide are new. */
export function outcomeOfAdding(
  open: OpenCase,
  drafts: readonly RequestDraft[],
  remarks: readonly string[],
  options: Pick<AddOptions, 'withNodes' | 'environmentValues'>,
): string {
  const context = addContextOf(open);
  const { document } = context;
  const flowName = basename(open.nameOf(open.uri), '.flow.json');
  const added = addRequests(drafts, { ...options, offset: open.offset, flowName }, context);
  if ('refused' in added) return `refused: ${added.refused}\n`;
  const flows = open.workspace.project.flows();
  const before = findingsIn(open.workspace).map((line) => line.replace(/^\S+ /, ''));
  const own = added.edits.filter((edit) => edit.document.uri === document.uri);
  const key = applyEdits(document.text, own).slice(added.added.offset, endOf(added.added));
  applyDocumentEdits(added.edits, open.workspace);
  const texts = textsOf(open.workspace);
  const found = findingsIn(open.workspace).map((line) => line.replace(/^\S+ /, ''));
  undoDocumentEdits(added.edits, flows, open.workspace);
  const fresh = found.filter((line) => !before.includes(line));
  assert.deepEqual(
    fresh.filter((line) => !left.has(line.split(' ')[0] ?? '')),
    [],
  );
  const told = [
    `added: ${key}`,
    ...added.kept.map((name) => `kept: ${name}`),
    ...added.unset.map((name) => `unset: ${name}`),
    ...added.open.map((name) => `open: ${name}`),
    ...[...added.notes, ...remarks].map((note) => `note: ${note}`),
    ...fresh.map((line) => `left: ${line}`),
  ];
  return `${told.join('\n')}\n${texts}`;
}
