import { escapeControls } from '#core/model/quote';
import { type Severity, severities } from '#core/rules/rule';
import type { CheckedFile } from '../check/checkedFile';
import type { ReportedFinding } from '../check/reportedFinding';
import type { CheckStyle } from './checkStyle';
import { toDocumentPath } from './place';
import { toRepositoryPath } from './repositoryPath';
import { shownFindings } from './shownFindings';

/**
 * Workflow commands, a line each, that GitHub Actions turns into annotations:
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions. It shows ten of a kind for each step, so what
 * weighs most comes first.
 */
export function toCheckGithub(files: readonly CheckedFile[], style: CheckStyle): string {
  const failures = files.flatMap(({ path, error }) =>
    error === undefined ? [] : [toCommand('error', { file: toRepositoryPath(path, style) }, error)],
  );
  const annotations = files.flatMap((file) =>
    shownFindings(file, style)
      .filter(({ suppressed }) => !suppressed)
      .map((finding) => ({ severity: finding.severity, command: toAnnotation(finding, file, style) })),
  );
  const sorted = severities.flatMap((wanted) => annotations.filter(({ severity }) => severity === wanted));
  return [...failures, ...sorted.map(({ command }) => command)].map((line) => `${line}\n`).join('');
}

const kinds = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' } as const satisfies Record<
  Severity,
  string
>;

function toAnnotation(finding: ReportedFinding, file: CheckedFile, style: CheckStyle) {
  const { code, severity, message, span, places } = finding;
  const isOneLine = span.line === span.endLine;
  const others = places.map((place) => {
    const path = toRepositoryPath(toDocumentPath(place, style.cwd), style);
    return `${path}:${place.span.line}:${place.span.column}: ${place.message}`;
  });
  const properties = {
    file: toRepositoryPath(file.path, style),
    line: span.line,
    // GitHub takes columns only of what lies in one line.
    ...(isOneLine ? { col: span.column } : {}),
    endLine: span.endLine,
    ...(isOneLine ? { endColumn: span.endColumn } : {}),
    title: code,
  };
  return toCommand(kinds[severity], properties, [message, ...others].map(escapeControls).join('\n'));
}

function toCommand(kind: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${kind} ${written.join(',')}::${escapeData(message)}`;
}

/** What the runner undoes. All other characters that could break a line are written out: it would not undo them. */
function escapeData(text: string): string {
  const escaped = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return escapeControls(escaped);
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
