import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-protocol';
import type { TextSource } from '#core/model/textSource';
import { docsUrl } from '#core/rules/docs';
import type { Finding } from '#core/rules/finding';
import { rules } from '#core/rules/index';
import type { Severity } from '#core/rules/rule';
import type { Lines } from '#core/syntax/lines';
import type { Analysis } from './analysis';
import { toRange } from './ranges';

const diagnosticSource = 'flow-lens';

/** What a code action needs to know a finding again: where it stands in the version it was made for. */
export interface DiagnosticData {
  readonly offset: number;
  readonly length: number;
}

/**
 * The diagnostics of a document: what is suppressed is left out.
 *
 * @param asItIsNow a file that a finding refers to, in its version of now
 */
export function toDiagnostics(
  { document, result }: Analysis<TextSource>,
  asItIsNow: (file: TextSource) => TextSource,
): Diagnostic[] {
  return result.findings
    .filter(({ suppressed }) => !suppressed)
    .map(({ related = [], ...finding }) =>
      toDiagnostic(document.lines, {
        ...finding,
        related: related.map((place) => ({ ...place, document: asItIsNow(place.document) })),
      }),
    );
}

export function toDiagnostic(
  lines: Lines,
  finding: Pick<Finding, 'code' | 'severity' | 'span' | 'message' | 'related'>,
): Diagnostic {
  const data: DiagnosticData = { offset: finding.span.offset, length: finding.span.length };
  return {
    range: toRange(lines, finding.span),
    severity: toSeverity(finding.severity),
    code: finding.code,
    codeDescription: { href: docsUrl(finding.code) },
    source: diagnosticSource,
    message: finding.message,
    ...(unnecessaryCodes.has(finding.code) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    relatedInformation: (finding.related ?? []).map(({ document, span, message }) => ({
      location: { uri: document.uri, range: toRange(document.lines, span) },
      message,
    })),
    data,
  };
}

/** What these find does nothing and can go: editors show it faded. */
const unnecessaryCodes = new Set(rules.filter(({ unnecessary }) => unnecessary).map(({ code }) => code));

function toSeverity(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'information':
      return DiagnosticSeverity.Information;
    case 'hint':
      return DiagnosticSeverity.Hint;
  }
}
