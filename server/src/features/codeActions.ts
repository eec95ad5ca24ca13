import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
} from 'vscode-languageserver-protocol';
import { safeEdits } from '#core/fixAll';
import type { TextSource } from '#core/model/textSource';
import type { Finding } from '#core/rules/finding';
import type { Fix } from '#core/rules/rule';
import { endOf } from '#core/syntax/span';
import type { Analysis } from './analysis';
import { toDiagnostic } from './diagnostics';
import { toSpan } from './ranges';
import { canApply, type EditTarget, toWorkspaceEdit } from './workspaceEdit';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.flowLens`;

/** Quick fixes for the findings that the range touches, and one action that mends all that is safe to mend. */
export function codeActions(
  analysis: Analysis<TextSource>,
  { range, context }: CodeActionParams,
  target: EditTarget,
): CodeAction[] {
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix, context.only)) actions.push(...quickFixes(analysis, range, target));
  if (context.only !== undefined && isWanted(fixAllKind, context.only))
    actions.push(...fixEverything(analysis, target));
  return actions;
}

/** A kind asks for itself and for what is below it: `source.fixAll` for `source.fixAll.flowLens`. */
export function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
}

function quickFixes(
  analysis: Analysis<TextSource>,
  range: CodeActionParams['range'],
  target: EditTarget,
): CodeAction[] {
  return findTouched(analysis, range).flatMap((finding) =>
    (finding.fixes?.() ?? [])
      .filter(({ edits }) => canApply(edits, target))
      .map((fix, index) => toAction(analysis, finding, fix, index === 0, target)),
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
  { document }: Analysis<TextSource>,
  finding: Finding,
  { title, edits }: Fix,
  isPreferred: boolean,
  target: EditTarget,
): CodeAction {
  const diagnostics: Diagnostic[] = [toDiagnostic(document.lines, finding)];
  return { title, kind: CodeActionKind.QuickFix, diagnostics, isPreferred, edit: toWorkspaceEdit(edits, target) };
}

function fixEverything({ document, result }: Analysis<TextSource>, target: EditTarget): CodeAction[] {
  const edits = safeEdits(document, result.all).map((edit) => ({ ...edit, document }));
  if (edits.length === 0) return [];
  return [{ title: 'Fix all that is safe to fix', kind: fixAllKind, edit: toWorkspaceEdit(edits, target) }];
}
