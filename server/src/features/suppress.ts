import type { Finding } from '#core/rules/finding';
import { suppress } from '#core/suppress';
import type { FindingReference, SuppressParams, SuppressResult } from '../protocol';
import type { Analysis } from './analysis';
import { toRange } from './ranges';

/** Accepts a finding that a client names, with its reason. Null where it is no longer there, or can't be accepted. */
export function suppressNamed(analysis: Analysis, { reason, ...named }: SuppressParams): SuppressResult {
  const finding = analysis.version === named.version ? findNamed(analysis, named) : undefined;
  return finding === undefined ? null : suppressFinding(analysis, finding, reason);
}

/** The edit that accepts a finding with a reason; null where nobody may, or where the place is too broken to write into. */
export function suppressFinding({ document, version }: Analysis, finding: Finding, reason: string): SuppressResult {
  const edit = suppress(document, finding, reason);
  if (edit === undefined) return null;
  const edits = [{ range: toRange(document.lines, edit.span), newText: edit.newText }];
  return { documentChanges: [{ textDocument: { uri: document.uri, version }, edits }] };
}

function findNamed({ result }: Analysis, { code, offset, length }: FindingReference): Finding | undefined {
  return result.all.find(
    ({ span, suppressed, ...finding }) =>
      finding.code === code && span.offset === offset && span.length === length && !suppressed,
  );
}
