import { type CheckOptions, type CheckResult, check, toCheckResult } from '#core/check';
import { type FlowDocument, readDocument } from '#core/model/document';
import type { SeveritySetting } from '#core/rules/rule';
import { toLines } from '#core/syntax/lines';
import { checkSideFile } from '../../workspace/checkSideFile';
import { isSideFile } from '../../workspace/sideFiles';
import { readTextFileSync, type TextFile } from '../../workspace/textFile';
import { toReason } from '../../workspace/toReason';
import { toUri } from '../../workspace/uri';
import type { Workspace } from '../../workspace/workspace';
import { toShownPath } from '../shownPath';
import { type CheckedFile, toCheckedFile, toUnreadableFile } from './checkedFile';
import { findSuppressionReason } from './suppressionReason';

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

/** Checks a flow file or a file beside flows, by its absolute path. One that can't be read has an error instead of findings. */
export function checkFile(path: string, context: CheckContext): CheckedFile {
  const shown = toShownPath(path, context.cwd);
  try {
    if (isSideFile(path)) {
      const { text } = context.texts.get(path) ?? readTextFileSync(path);
      return toCheckedFile(shown, toLines(text), checkBeside(path, context));
    }
    const document = documentAt(path, context);
    const result = check(document, context.workspace.project, optionsFor(path, context));
    return toCheckedFile(shown, document.lines, result, (finding) =>
      findSuppressionReason(finding, document.flow, context.today),
    );
  } catch (error) {
    if (!isFileError(error)) throw error;
    return toUnreadableFile(shown, `${shown} can't be read: ${toReason(error)}`);
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

/** What counts for nothing, such as a configuration below the root, has no findings. */
function checkBeside(path: string, { workspace, settingOf }: CheckContext): CheckResult {
  const file = workspace.sideFile(toUri(path));
  return file === undefined ? toCheckResult([]) : checkSideFile(file, (code) => settingOf(path, code));
}

/** Errors of the file system have a code; others are faults of ours. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}
