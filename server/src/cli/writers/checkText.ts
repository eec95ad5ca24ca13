import type { Severity } from '#core/rules/rule';
import { type CheckedFile, type Counts, sumCounts, sumRecorded } from '../check/checkedFile';
import type { ReportedFinding } from '../check/reportedFinding';
import type { CheckStyle } from './checkStyle';
import { describeCounts } from './counts';
import { toLogLine } from './logLine';
import { createPaint, type Paint } from './paint';
import { toDocumentPath } from './place';
import { shownFindings } from './shownFindings';

const colours = { error: 'red', warning: 'yellow', information: 'blue', hint: 'cyan' } as const satisfies Record<
  Severity,
  string
>;

/** The report of `check` for people: a line a finding, `path:line:column` first, the files apart, a summary at the end. */
export function toCheckText(files: readonly CheckedFile[], style: CheckStyle): string {
  const paint = createPaint(style.colour);
  const blocks = files.flatMap((file) => toBlock(file, style, paint));
  const summary = style.quiet && sumCounts(files).error === 0 ? [] : [toSummary(files, paint)];
  return [...blocks, ...summary].map((block) => `${block}\n`).join('\n');
}

function toBlock(file: CheckedFile, style: CheckStyle, paint: Paint): readonly string[] {
  const shown = shownFindings(file, style).filter(({ suppressed }) => !suppressed);
  if (shown.length === 0) return [];
  const rows = shown.map((finding) => {
    const { line, column } = finding.span;
    return { finding, place: toLogLine(`${file.path}:${line}:${column}`) };
  });
  const placeWidth = Math.max(...rows.map(({ place }) => place.length));
  const severityWidth = Math.max(...shown.map(({ severity }) => severity.length));
  const written = rows.map(({ finding, place }) => {
    const { severity, message, code } = finding;
    const columns = [
      place.padEnd(placeWidth),
      paint(colours[severity], severity.padEnd(severityWidth)),
      toLogLine(message),
      paint('dim', code),
    ];
    return [columns.join('  '), ...toRelatedLines(finding, style.cwd, paint)].join('\n');
  });
  return [written.join('\n')];
}

function toRelatedLines({ places }: ReportedFinding, cwd: string, paint: Paint): readonly string[] {
  return places.map((place) => {
    const { line, column } = place.span;
    return paint('dim', toLogLine(`    ${toDocumentPath(place, cwd)}:${line}:${column}  ${place.message}`));
  });
}

/** `✗ 2 errors and 1 warning in 1 of 6 files · 1 suppressed · 2 can be mended with --fix`. */
function toSummary(files: readonly CheckedFile[], paint: Paint): string {
  const counts = sumCounts(files);
  const recorded = sumRecorded(files);
  const mendable = files.reduce((sum, file) => sum + file.mendable, 0);
  const parts = [
    `${describeFindings(counts)} in ${describeFiles(files)}`,
    ...(counts.suppressed > 0 ? [`${counts.suppressed} suppressed`] : []),
    ...(recorded > 0 ? [`${recorded} in the baseline`] : []),
    ...(mendable > 0 ? [`${mendable} can be mended with --fix`] : []),
  ];
  return paint(['bold', outcomeColour(counts)], `${outcomeSign(counts)} ${parts.join(' · ')}`);
}

function describeFindings({ error, warning, information, hint }: Counts): string {
  const described = describeCounts([
    [error, 'error', 'errors'],
    [warning, 'warning', 'warnings'],
    [information, 'information', 'information'],
    [hint, 'hint', 'hints'],
  ]);
  return described ?? 'No findings';
}

function describeFiles(files: readonly CheckedFile[]): string {
  const touched = files.filter(
    ({ counts: { error, warning, information, hint } }) => error + warning + information + hint > 0,
  );
  const all = `${files.length} ${files.length === 1 ? 'file' : 'files'}`;
  return touched.length === 0 || touched.length === files.length ? all : `${touched.length} of ${all}`;
}

function outcomeSign({ error, warning }: Counts): string {
  if (error > 0) return '✗';
  return warning > 0 ? '⚠' : '✓';
}

function outcomeColour({ error, warning }: Counts) {
  if (error > 0) return 'red';
  return warning > 0 ? 'yellow' : 'green';
}
