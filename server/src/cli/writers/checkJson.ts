import { docsUrl } from '#core/rules/docs';
import { type CheckedFile, sumCounts, sumRecorded } from '../check/checkedFile';
import type { RelatedPlace, ReportedFinding } from '../check/reportedFinding';
import type { CheckStyle } from './checkStyle';
import { toJsonText } from './jsonText';
import { toDocumentPath } from './place';
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
  const { path, error } = file;
  return {
    path,
    ...(error === undefined ? {} : { error }),
    findings: shownFindings(file, style).map((finding) => toFindingEntry(finding, style.cwd)),
  };
}

function toFindingEntry(finding: ReportedFinding, cwd: string) {
  const {
    code,
    severity,
    message,
    node,
    endpoint = finding.calledEndpoint,
    span,
    suppressed,
    fixable,
    places,
  } = finding;
  const { line, column, endLine, endColumn, offset, length } = span;
  return {
    code,
    severity,
    message,
    ...(node === undefined ? {} : { node }),
    ...(endpoint === undefined ? {} : { endpoint }),
    line,
    column,
    endLine,
    endColumn,
    offset,
    length,
    fixable,
    suppressed,
    docs: docsUrl(code),
    related: places.map((place) => toRelatedEntry(place, cwd)),
  };
}

function toRelatedEntry(place: RelatedPlace, cwd: string) {
  const { line, column } = place.span;
  return { path: toDocumentPath(place, cwd), line, column, message: place.message };
}
