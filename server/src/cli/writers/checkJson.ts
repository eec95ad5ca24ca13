import { docsUrl } from '#core/rules/docs';
import type { Finding } from '#core/rules/finding';
import type { Related } from '#core/rules/rule';
import type { Lines } from '#core/syntax/lines';
import { endOf, type Span } from '#core/syntax/span';
import { type CheckedFile, sumCounts, sumRecorded } from '../check/checkedFile';
import type { CheckStyle } from './checkStyle';
import { toJsonText } from './jsonText';
import { toDocumentPath, toPlace } from './place';
import { shownFindings } from './shownFindings';

/** The document of `check --format json`. */
export function toCheckJson(files: readonly CheckedFile[], style: CheckStyle): string {
  const { error, warning, information, hint, suppressed } = sumCounts(files);
  const document = {
    version: 1,
    files: files.map((file) => toFileEntry(file, style)),
    summary: {
      files: files.length,
      errors: error,
      warnings: warning,
      information,
      hints: hint,
      suppressed,
      ...(style.hasBaseline ? { recorded: sumRecorded(files) } : {}),
    },
  };
  return toJsonText(document);
}

function toFileEntry(file: CheckedFile, style: CheckStyle) {
  const { path, lines, error } = file;
  return {
    path,
    ...(error === undefined ? {} : { error }),
    findings: shownFindings(file, style).map((finding) => toFindingEntry(finding, lines, style.cwd)),
  };
}

function toFindingEntry(finding: Finding, lines: Lines, cwd: string) {
  const { code, severity, message, node, endpoint, span, suppressed, fixes, related = [] } = finding;
  const end = toPlace(lines, endOf(span));
  return {
    code,
    severity,
    message,
    ...(node === undefined ? {} : { node }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...toPlace(lines, span.offset),
    endLine: end.line,
    endColumn: end.column,
    ...toExtent(span),
    fixable: (fixes?.() ?? []).length > 0,
    suppressed,
    docs: docsUrl(code),
    related: related.map((other) => toRelatedEntry(other, cwd)),
  };
}

/** A span may be a node of the tree: only its place is meant. */
function toExtent({ offset, length }: Span): Span {
  return { offset, length };
}

function toRelatedEntry({ document, span, message }: Related, cwd: string) {
  return { path: toDocumentPath(document, cwd), ...toPlace(document.lines, span.offset), message };
}
