import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver-protocol';
import { groupBy } from '#core/paths/groupBy';
import type { Finding } from '#core/rules/finding';
import { quote } from '#core/rules/rule';
import type { FindingReference } from '../protocol';
import type { Analysis } from './analysis';
import { findTouched, isWanted } from './codeActions';
import { toDiagnostic } from './diagnostics';
import { suppressFinding } from './suppress';

/** Our client asks for the reason; others get a suppression that says plainly that nobody has given one. */
const reasonToWrite = 'no reason given yet';

/**
 * One quick fix for all findings of one code that the range touches in one node, endpoint or flow: to accept them there.
 *
 * @param asksForReason whether the client has the command `flowLens.suppress`, which asks for the reason and then for the edit
 */
export function suppressActions(
  analysis: Analysis,
  { range, context }: CodeActionParams,
  asksForReason: boolean,
): CodeAction[] {
  if (!isWanted(CodeActionKind.QuickFix, context.only)) return [];
  const byPlace = groupBy(findTouched(analysis, range), ({ code, node, endpoint }) =>
    JSON.stringify([code, node, endpoint]),
  );
  return [...byPlace.values()].flatMap((findings) => toAction(analysis, findings, asksForReason));
}

function toAction(analysis: Analysis, findings: readonly Finding[], asksForReason: boolean): readonly CodeAction[] {
  const [finding] = findings;
  if (finding === undefined) return [];
  const edit = suppressFinding(analysis, finding, reasonToWrite);
  if (edit === null) return [];
  const { code } = finding;
  const title = `Suppress ${quote(code)} here with a reason${asksForReason ? '…' : ' to fill in'}`;
  const diagnostics = findings.map((other) => toDiagnostic(analysis.document.lines, other));
  const action = { title, kind: CodeActionKind.QuickFix, diagnostics };
  if (!asksForReason) return [{ ...action, edit }];
  const named = nameFinding(analysis, finding);
  return [{ ...action, command: { title, command: 'flowLens.suppress', arguments: [named] } }];
}

function nameFinding({ document, version }: Analysis, { code, span }: Finding): FindingReference {
  return { uri: document.uri, version, code, offset: span.offset, length: span.length };
}
