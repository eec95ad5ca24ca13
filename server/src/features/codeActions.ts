import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CreateFile,
  type Diagnostic,
  TextDocumentEdit,
  type TextEdit,
} from 'vscode-languageserver-protocol';
import { safeEdits } from '#core/fixAll';
import type { TextSource } from '#core/model/textSource';
import type { Finding } from '#core/rules/finding';
import type { DocumentEdit, Fix } from '#core/rules/rule';
import { endOf } from '#core/syntax/span';
import type { Analysis } from './analysis';
import { toDiagnostic } from './diagnostics';
import { toRange, toSpan } from './ranges';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.flowLens`;

/** What the client has to be able to do for some of the actions. */
export interface Abilities {
  /** Whether a workspace edit may create a file. */
  readonly createsFiles: boolean;
}

/** Quick fixes for the findings that the range touches, and one action that mends all that is safe to mend. */
export function codeActions(
  analysis: Analysis<TextSource>,
  { range, context }: CodeActionParams,
  abilities: Abilities,
): CodeAction[] {
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix, context.only)) actions.push(...quickFixes(analysis, range, abilities));
  if (context.only !== undefined && isWanted(fixAllKind, context.only)) actions.push(...fixEverything(analysis));
  return actions;
}

/** A kind asks for itself and for what is below it: `source.fixAll` for `source.fixAll.flowLens`. */
export function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
}

function quickFixes(
  analysis: Analysis<TextSource>,
  range: CodeActionParams['range'],
  { createsFiles }: Abilities,
): CodeAction[] {
  return findTouched(analysis, range).flatMap((finding) =>
    (finding.fixes?.() ?? [])
      .filter(({ edits }) => createsFiles || !edits.some((edit) => edit.document.isNew))
      .map((fix, index) => toAction(analysis, finding, fix, index === 0)),
  );
}

/** The findings that a range touches, and that nobody has accepted. */
export function findTouched(
  { document, result }: Analysis<TextSource>,
  range: CodeActionParams['range'],
): readonly Finding[] {
  const asked = toSpan(document.lines, range);
  return result.findings.filter(
    ({ span, suppressed }) => !suppressed && span.offset <= endOf(asked) && endOf(span) >= asked.offset,
  );
}

function toAction(
  { document, version }: Analysis<TextSource>,
  finding: Finding,
  fix: Fix,
  isPreferred: boolean,
): CodeAction {
  const diagnostics: Diagnostic[] = [toDiagnostic(document.lines, finding)];
  const changes = Object.entries(groupByUri(fix.edits)).flatMap(([uri, edits]) => [
    ...(edits.some((edit) => edit.document.isNew) ? [CreateFile.create(uri, { ignoreIfExists: true })] : []),
    TextDocumentEdit.create({ uri, version: uri === document.uri ? version : null }, edits.map(toTextEdit)),
  ]);
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    isPreferred,
    edit: { documentChanges: changes },
  };
}

function groupByUri(edits: readonly DocumentEdit[]): Readonly<Record<string, DocumentEdit[]>> {
  const groups: Record<string, DocumentEdit[]> = {};
  for (const edit of edits) {
    const group = groups[edit.document.uri] ?? [];
    group.push(edit);
    groups[edit.document.uri] = group;
  }
  return groups;
}

function toTextEdit({ document, span, newText }: DocumentEdit): TextEdit {
  return { range: toRange(document.lines, span), newText };
}

function fixEverything({ document, version, result }: Analysis<TextSource>): CodeAction[] {
  const edits = safeEdits(document, result.all).map((edit) => toTextEdit({ ...edit, document }));
  if (edits.length === 0) return [];
  const change = { textDocument: { uri: document.uri, version }, edits };
  return [{ title: 'Fix all that is safe to fix', kind: fixAllKind, edit: { documentChanges: [change] } }];
}
