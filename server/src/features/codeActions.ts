import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type TextEdit,
} from 'vscode-languageserver-protocol';
import { safeEdits } from '#core/fixAll';
import type { Finding } from '#core/rules/finding';
import type { DocumentEdit, Fix } from '#core/rules/rule';
import { endOf } from '#core/syntax/span';
import type { Analysis } from './analysis';
import { toDiagnostic } from './diagnostics';
import { toRange, toSpan } from './ranges';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.flowLens`;

/** Quick fixes for the findings that the range touches, and one action that mends all that is safe to mend. */
export function codeActions(analysis: Analysis, { range, context }: CodeActionParams): CodeAction[] {
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix, context.only)) actions.push(...quickFixes(analysis, range));
  if (context.only !== undefined && isWanted(fixAllKind, context.only)) actions.push(...fixEverything(analysis));
  return actions;
}

/** A kind asks for itself and for what is below it: `source.fixAll` for `source.fixAll.flowLens`. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
}

function quickFixes(analysis: Analysis, range: CodeActionParams['range']): CodeAction[] {
  const { document, result } = analysis;
  const asked = toSpan(document.lines, range);
  const touched = result.findings.filter(
    ({ span, suppressed }) => !suppressed && span.offset <= endOf(asked) && endOf(span) >= asked.offset,
  );
  return touched.flatMap((finding) =>
    (finding.fixes?.() ?? []).map((fix, index) => toAction(analysis, finding, fix, index === 0)),
  );
}

function toAction({ document, version }: Analysis, finding: Finding, fix: Fix, isPreferred: boolean): CodeAction {
  const diagnostics: Diagnostic[] = [toDiagnostic(document.lines, finding)];
  const changes = Object.entries(groupByUri(fix.edits)).map(([uri, edits]) => ({
    textDocument: { uri, version: uri === document.uri ? version : null },
    edits: edits.map(toTextEdit),
  }));
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

function fixEverything({ document, version, result }: Analysis): CodeAction[] {
  const edits = safeEdits(document, result.all).map((edit) => toTextEdit({ ...edit, document }));
  if (edits.length === 0) return [];
  const change = { textDocument: { uri: document.uri, version }, edits };
  return [{ title: 'Fix all that is safe to fix', kind: fixAllKind, edit: { documentChanges: [change] } }];
}
