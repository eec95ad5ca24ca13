import assert from 'node:assert/strict';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export const formats = ['text', 'json', 'sarif', 'github', 'junit'] as const;
export type Format = (typeof formats)[number];

/** A finding as a report shows it, accepted ones left out. */
export interface Reported {
  readonly path: string;
  readonly code: string;
  readonly line: number;
}

/** What a report says, read as its readers do. Fails where the report is not well-formed. */
export function readReport(format: Format, stdout: string): readonly Reported[] {
  return readers[format](stdout).toSorted(
    (a, b) => compare(a.path, b.path) || a.line - b.line || compare(a.code, b.code),
  );
}

function compare(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

const readers: Readonly<Record<Format, (stdout: string) => readonly Reported[]>> = {
  text: readText,
  json: readJson,
  sarif: readSarif,
  github: (stdout) =>
    readCommands(stdout)
      .filter(({ properties }) => properties.line !== undefined)
      .map(({ properties: { file = '', line, title = '' } }) => ({ path: file, code: title, line: Number(line) })),
  junit: readJunit,
};

function readText(stdout: string): readonly Reported[] {
  const rows = /^(?! )(.+):(\d+):\d+ +(?:error|warning|information|hint) {2,}.* {2}([\w-]+)$/gm;
  return [...stdout.matchAll(rows)].map(([, path = '', line, code = '']) => ({ path, code, line: Number(line) }));
}

interface JsonReport {
  readonly files: readonly {
    readonly path: string;
    readonly findings: readonly { readonly code: string; readonly line: number; readonly suppressed: boolean }[];
  }[];
}

function readJson(stdout: string): readonly Reported[] {
  const { files }: JsonReport = JSON.parse(stdout);
  return files.flatMap(({ path, findings }) =>
    findings.filter(({ suppressed }) => !suppressed).map(({ code, line }) => ({ path, code, line })),
  );
}

/** The parts of a log that tests look at. */
export interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications: readonly {
      readonly message: { readonly text: string };
      readonly locations: readonly SarifLocation[];
    }[];
  }[];
  readonly originalUriBaseIds: { readonly SRCROOT: { readonly uri: string } };
  readonly artifacts: readonly { readonly location: { readonly uri: string } }[];
  readonly results: readonly SarifResult[];
}

export interface SarifLocation {
  readonly id?: number;
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string; readonly index?: number };
    readonly region: Readonly<Record<'startLine' | 'startColumn' | 'charOffset' | 'charLength', number>>;
  };
  readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [SarifLocation];
  readonly relatedLocations?: readonly SarifLocation[];
  readonly fixes?: readonly SarifFix[];
  readonly suppressions: readonly { readonly kind: string; readonly justification?: string }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly baselineState?: string;
  readonly properties: { readonly severity: string };
}

export interface SarifFix {
  readonly description: { readonly text: string };
  readonly artifactChanges: readonly {
    readonly artifactLocation: { readonly uri: string };
    readonly replacements: readonly {
      readonly deletedRegion: { readonly charOffset: number; readonly charLength: number };
      readonly insertedContent?: { readonly text: string };
    }[];
  }[];
}

export function readSarifRun(stdout: string): SarifRun {
  return JSON.parse(stdout).runs[0];
}

function readSarif(stdout: string): readonly Reported[] {
  return readSarifRun(stdout)
    .results.filter(({ suppressions }) => suppressions.length === 0)
    .map(({ ruleId, locations: [{ physicalLocation }] }) => ({
      path: decodeURIComponent(physicalLocation.artifactLocation.uri),
      code: ruleId,
      line: physicalLocation.region.startLine,
    }));
}

/** A workflow command of GitHub Actions, with everything undone that the runner undoes. */
export interface WorkflowCommand {
  readonly kind: string;
  readonly properties: Readonly<Record<string, string | undefined>>;
  readonly message: string;
}

export function readCommands(stdout: string): readonly WorkflowCommand[] {
  if (stdout === '') return [];
  assert.ok(stdout.endsWith('\n'));
  return stdout
    .slice(0, -1)
    .split('\n')
    .map((line) => {
      const [, kind = '', properties = '', message = ''] = /^::(error|warning|notice) (.*?)::(.*)$/.exec(line) ?? [];
      assert.notEqual(kind, '', `no command: ${JSON.stringify(line)}`);
      const pairs = properties.split(',').map((pair) => /^(\w+)=(.*)$/.exec(pair) ?? assert.fail(pair));
      return {
        kind,
        properties: Object.fromEntries(pairs.map(([, name, value = '']) => [name, undo(value)])),
        message: undo(message),
      };
    });
}

function undo(text: string): string {
  const signs: Readonly<Record<string, string>> = { '0D': '\r', '0A': '\n', '3A': ':', '2C': ',', '25': '%' };
  return text.replaceAll(/%(0D|0A|3A|2C|25)/g, (whole, code: string) => signs[code] ?? whole);
}

export interface JunitCase {
  readonly name: string;
  readonly classname: string;
  readonly line?: string;
  readonly failure?: { readonly type: string; readonly message: string; readonly '#text': string };
  readonly error?: { readonly message: string };
  readonly skipped?: { readonly message: string };
  readonly 'system-out'?: string;
}

export interface JunitSuite {
  readonly name: string;
  readonly tests: string;
  readonly failures: string;
  readonly errors: string;
  readonly skipped: string;
  readonly testcase: readonly JunitCase[];
}

export function readSuites(stdout: string): readonly JunitSuite[] {
  assert.equal(XMLValidator.validate(stdout), true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    isArray: (name) => name === 'testsuite' || name === 'testcase',
  });
  return parser.parse(stdout).testsuites.testsuite ?? [];
}

function readJunit(stdout: string): readonly Reported[] {
  return readSuites(stdout).flatMap(({ testcase }) =>
    testcase
      .filter(({ line, skipped }) => line !== undefined && skipped === undefined)
      .map(({ classname, name, line }) => ({
        path: classname,
        code: name.split(' ')[0] ?? '',
        line: Number(line),
      })),
  );
}
