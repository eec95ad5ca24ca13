import { type CheckOptions, type CheckResult, check } from '#core/check';
import { findSafeFix } from '#core/fixAll';
import { type FlowDocument, readDocument } from '#core/model/document';
import type { Finding } from '#core/rules/finding';
import { checkEnvironmentFile, invalidEnvironmentFile } from '#core/rules/invalid-environment-file';
import type { SeveritySetting } from '#core/rules/rule';
import { type Lines, toLines } from '#core/syntax/lines';
import { readTextFileSync, type TextFile } from '../../workspace/textFile';
import { toUri } from '../../workspace/uri';
import { isEnvironmentFile, type Workspace } from '../../workspace/workspace';
import { toReason } from '../commandError';
import { toShownPath } from '../shownPath';
import { type CheckedFile, noCounts } from './checkedFile';

export interface CheckContext {
  readonly workspace: Workspace;
  /** Texts that stand for files, by absolute path: standard input. */
  readonly texts: ReadonlyMap<string, TextFile>;
  /** What a person has set a rule to, for an absolute path. */
  settingOf(path: string, code: string): SeveritySetting | undefined;
  /** The current date in UTC, `2027-06-30`. */
  readonly today: string;
  /** The environment to check against; null for none in particular. */
  readonly environment: string | null;
  /** Names of environment values that the configuration calls secrets. */
  readonly secrets: ReadonlySet<string>;
  readonly cwd: string;
}

/** Checks a flow file or an environment file, by its absolute path. One that can't be read has an error instead of findings. */
export function checkFile(path: string, context: CheckContext): CheckedFile {
  const shown = toShownPath(path, context.cwd);
  try {
    if (isEnvironmentFile(path)) {
      const { text } = context.texts.get(path) ?? readTextFileSync(path);
      return toCheckedFile(shown, toLines(text), checkEnvironment(text, path, context));
    }
    const document = documentAt(path, context);
    return toCheckedFile(shown, document.lines, check(document, context.workspace.project, optionsFor(path, context)));
  } catch (error) {
    if (!isFileError(error)) throw error;
    return toUnreadable(shown, toReason(error));
  }
}

export function optionsFor(path: string, context: CheckContext): CheckOptions {
  const { settingOf, today, environment, secrets } = context;
  return { severityOf: (code) => settingOf(path, code), today, environment, isSecret: (name) => secrets.has(name) };
}

/** Throws as `fs.readFileSync` does. */
function documentAt(path: string, { workspace, texts }: CheckContext): FlowDocument {
  const uri = toUri(path);
  const given = texts.get(path);
  const known = workspace.document(uri);
  if (known !== undefined && given?.encodingError === undefined) return known;
  const { text, encodingError } = given ?? readTextFileSync(path);
  return readDocument(uri, text, encodingError);
}

function checkEnvironment(text: string, path: string, { settingOf }: CheckContext): CheckResult {
  const { code, severity: own } = invalidEnvironmentFile;
  const severity = settingOf(path, code) ?? own;
  if (severity === 'off') return { findings: [], all: [], counts: noCounts };
  const findings = checkEnvironmentFile(text).map(
    (report): Finding => ({ ...report, code, severity, node: undefined, endpoint: undefined, suppressed: false }),
  );
  return { findings, all: findings, counts: { ...noCounts, [severity]: findings.length } };
}

function toCheckedFile(path: string, lines: Lines, { findings, all, counts }: CheckResult): CheckedFile {
  return {
    path,
    lines,
    findings,
    counts,
    mendable: all.filter((finding) => findSafeFix(finding) !== undefined).length,
    error: undefined,
  };
}

function toUnreadable(path: string, reason: string): CheckedFile {
  const error = `${path} can't be read: ${reason}`;
  return { path, lines: toLines(''), findings: [], counts: noCounts, mendable: 0, error };
}

/** Errors of the file system have a code; others are faults of ours. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}
