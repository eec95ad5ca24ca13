import { XMLBuilder } from 'fast-xml-parser';
import { escapeControls } from '#core/model/quote';
import type { CheckedFile } from '../check/checkedFile';
import type { ReportedFinding } from '../check/reportedFinding';
import type { CheckStyle } from './checkStyle';
import { toDocumentPath } from './place';
import { toRepositoryPath } from './repositoryPath';
import { shownFindings } from './shownFindings';

/**
 * JUnit XML as CI systems read it: a suite a file, a test case a finding, and a passing one for a file without. What fails the
 * check is a failure, what is accepted is skipped, any other finding passes with its text as output: the report is red
 * exactly when the command is.
 */
export function toCheckJunit(files: readonly CheckedFile[], style: CheckStyle): string {
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    suppressBooleanAttributes: false,
    suppressEmptyNode: true,
    format: true,
  });
  const suites = files.map((file) => toSuite(file, style));
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: { '@name': 'Flow Lens', ...sumTotals(suites), testsuite: suites },
  });
}

interface Suite extends Totals {
  readonly '@name': string;
  readonly '@time': '0';
  readonly testcase: readonly TestCase[];
}

interface Totals {
  readonly '@tests': number;
  readonly '@failures': number;
  readonly '@errors': number;
  readonly '@skipped': number;
}

interface TestCase {
  readonly '@name': string;
  readonly '@classname': string;
  readonly '@file': string;
  readonly '@line'?: number;
  readonly '@time': '0';
  readonly failure?: Outcome;
  readonly error?: Outcome;
  readonly skipped?: Partial<Outcome>;
  readonly 'system-out'?: string;
}

interface Outcome {
  readonly '@type': string;
  readonly '@message': string;
  readonly '#text': string;
}

function toSuite(file: CheckedFile, style: CheckStyle): Suite {
  const path = toXml(toRepositoryPath(file.path, style));
  const place = { '@classname': path, '@file': path, '@time': '0' } as const;
  const named = numberNames(shownFindings(file, style));
  const cases: TestCase[] = named.map(([name, finding]) => ({
    '@name': toXml(name),
    ...place,
    '@line': finding.span.line,
    ...toOutcome(finding, file, style),
  }));
  if (file.error !== undefined) cases.unshift({ '@name': 'file', ...place, error: toText('file', file.error, []) });
  if (cases.length === 0) cases.push({ '@name': 'no findings', ...place });
  return { '@name': path, ...countCases(cases), '@time': '0', testcase: cases };
}

function countCases(cases: readonly TestCase[]): Totals {
  const count = (of: 'failure' | 'error' | 'skipped') => cases.filter((one) => one[of] !== undefined).length;
  return {
    '@tests': cases.length,
    '@failures': count('failure'),
    '@errors': count('error'),
    '@skipped': count('skipped'),
  };
}

function sumTotals(suites: readonly Suite[]): Totals {
  const sum = (of: keyof Totals) => suites.reduce((total, suite) => total + suite[of], 0);
  return {
    '@tests': sum('@tests'),
    '@failures': sum('@failures'),
    '@errors': sum('@errors'),
    '@skipped': sum('@skipped'),
  };
}

/** Named by code and place, without lines, which move. CI systems drop a case whose name another one has. */
function numberNames(
  findings: readonly ReportedFinding[],
): readonly (readonly [name: string, finding: ReportedFinding])[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const name = [finding.code, finding.node ?? finding.endpoint ?? []].flat().join(' in ');
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    return [number === 1 ? name : `${name} (${number})`, finding];
  });
}

function toOutcome(finding: ReportedFinding, file: CheckedFile, style: CheckStyle): Partial<TestCase> {
  const { severity, message, places } = finding;
  const { line, column } = finding.span;
  const others = places.map((place) => {
    return `${toDocumentPath(place, style.cwd)}:${place.span.line}:${place.span.column}: ${place.message}`;
  });
  const text = toText(severity, message, [`${file.path}:${line}:${column}: ${severity}: ${message}`, ...others]);
  if (finding.suppressed) return { skipped: { '@message': toXml(finding.reason ?? 'accepted') } };
  if (severity === 'error' || (severity === 'warning' && style.warningsFail)) return { failure: text };
  return { 'system-out': text['#text'] };
}

function toText(type: string, message: string, lines: readonly string[]): Outcome {
  return { '@type': type, '@message': toXml(message), '#text': lines.map(toXml).join('\n') };
}

/** Any text as characters that XML 1.0 §2.2 allows, on one line: attributes would lose their line breaks. */
function toXml(text: string): string {
  return escapeControls(text).replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD');
}
