import { type CheckOptions, type CheckResult, check, toCheckResult } from '#core/check';
import { type FlowDocument, readDocument } from '#core/model/document';
import type { SeveritySetting } from '#core/rules/rule';
import { toLines } from '#core/syntax/lines';
import { checkSideFile } from '../../workspace/checkSideFile';
import { isSideFile } from '../../workspace/sideFiles';
import { readTextFileSync, type TextFile } from '../../workspace/textFile';
import { toReason } from '../../workspace/toReason';
import { toPath, toUri } from '../../workspace/uri';
import type { Workspace } from '../../workspace/workspace';
import { toShownPath } from '../shownPath';
import { createCalledEndpoint } from './calledEndpoint';
import { type CheckedFile, toCheckedFile, toUnreadableFile } from './checkedFile';
import type { ReportDetail, ReportSource } from './reportedFinding';
import { createShownFixes } from './shownFixes';
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
  readonly detail: ReportDetail;
}

/** Checks a flow file or a file beside flows, by its absolute path. One that can't be read has an error instead of findings. */
export function checkFile(path: string, context: CheckContext): CheckedFile {
  const shown = toShownPath(path, context.cwd);
  try {
    const { result, ...file } = isSideFile(path) ? checkBeside(path, context) : checkFlow(path, context);
    const shownFixesOf = createShownFixes(({ uri }) => toPath(uri) === path);
    const { fixes, keepsAll } = context.detail;
    return toCheckedFile(shown, result, { ...file, fixes, shownFixesOf }, keepsAll);
  } catch (error) {
    if (!isFileError(error)) throw error;
    return toUnreadableFile(shown, `${shown} can't be read: ${toReason(error)}`);
  }
}

interface Checked extends Pick<ReportSource, 'lines' | 'canBeFixed' | 'reasonOf' | 'endpointOf'> {
  readonly result: CheckResult;
}

function checkFlow(path: string, context: CheckContext): Checked {
  const document = documentAt(path, context);
  return {
    lines: document.lines,
    canBeFixed: canBeFixed(document),
    result: check(document, context.workspace.project, optionsFor(path, context)),
    reasonOf: (finding) => findSuppressionReason(finding, document.flow, context.today),
    endpointOf: createCalledEndpoint(document, context.workspace.project),
  };
}

/** What counts for nothing, such as a configuration below the root, has no findings. */
function checkBeside(path: string, { workspace, texts, settingOf }: CheckContext): Checked {
  const { text } = texts.get(path) ?? readTextFileSync(path);
  const file = workspace.sideFile(toUri(path));
  return {
    lines: toLines(text),
    canBeFixed: false,
    result: file === undefined ? toCheckResult([]) : checkSideFile(file, (code) => settingOf(path, code)),
    reasonOf: () => undefined,
    endpointOf: () => undefined,
  };
}

/** A file that is not UTF-8 can't be written as it was. */
export function canBeFixed({ syntaxErrors }: FlowDocument): boolean {
  return !syntaxErrors.some(({ kind }) => kind === 'encoding');
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

/** Errors of the file system have a code; others are faults of ours. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}
