import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type CheckOptions, type CheckResult, check } from '#core/check';
import type { FlowDocument } from '#core/model/document';
import { configurationFileName } from '#core/model/sideFile';
import { quote } from '#core/rules/rule';
import { toLines } from '#core/syntax/lines';
import { type Configuration, emptyConfiguration, parseConfiguration } from '../workspace/configuration';
import { createDescriptions, type Descriptions } from '../workspace/descriptions';
import { askGit } from '../workspace/git';
import { createGitStates, type GitStates } from '../workspace/gitStates';
import { loadDescription } from '../workspace/loadDescription';
import { readTextFileSync, type TextFile } from '../workspace/textFile';
import { toReason } from '../workspace/toReason';
import { toPath, toSlashes } from '../workspace/uri';
import { createWorkspace, type Workspace } from '../workspace/workspace';
import { CommandError } from './commandError';
import { pathKind } from './pathKind';
import { toShownPath } from './shownPath';
import type { Terminal } from './terminal';

export interface OpenedWorkspace {
  readonly workspace: Workspace;
  readonly configuration: Configuration;
  /** What the workspace knows of git's doings, once it was told to learn them. */
  readonly git: GitStates;
  /** What API descriptions say, once they were read. */
  readonly descriptions: Descriptions;
  /** What is odd about the configuration and no reason to stop, with its file; to be said where that file is not reported itself. */
  readonly oddities: { readonly file: string; readonly sentences: readonly string[] };
  /** A path as the configuration's globs see it: relative to the workspace's folder, with `/`. */
  toConfiguredPath(path: string): string;
}

/**
 * The workspace that the first path lies in, with its configuration, all flows known. Throws a `CommandError` where the
 * configuration can't be followed.
 *
 * @param first absolute
 * @param configurationFile as given on the command line; it replaces the one in the workspace
 */
export async function openWorkspace(
  first: string,
  configurationFile: string | undefined,
  terminal: Terminal,
): Promise<OpenedWorkspace> {
  const root = findRoot(first, terminal.cwd);
  const git = createGitStates(askGit);
  const descriptions = createDescriptions(loadDescription);
  const workspace = createWorkspace([root], git.of, undefined, descriptions);
  const own = join(root, configurationFileName);
  const file = configurationFile === undefined ? own : resolve(terminal.cwd, configurationFile);
  const isThere = configurationFile !== undefined || existsSync(own);
  const { configuration, sentences } = isThere ? readConfiguration(file, terminal.cwd) : noConfiguration;
  await workspace.scan();
  const toConfiguredPath = (path: string) => toSlashes(relative(root, path));
  return { workspace, configuration, git, descriptions, oddities: { file, sentences }, toConfiguredPath };
}

/** Checks flows as the configuration and these options say, each once. The secrets of the configuration count besides. */
export function createChecks(
  { workspace, configuration, toConfiguredPath }: OpenedWorkspace,
  { isSecret = () => false, ...options }: Omit<CheckOptions, 'severityOf'>,
): (document: FlowDocument) => CheckResult {
  const results = new Map<FlowDocument, CheckResult>();
  const checkOne = (document: FlowDocument): CheckResult => {
    const path = toConfiguredPath(toPath(document.uri) ?? document.uri);
    return check(document, workspace.project, {
      ...options,
      severityOf: (code) => configuration.severityOf(path, code),
      isSecret: (name) => configuration.secrets.includes(name) || isSecret(name),
    });
  };
  return (document) => {
    const result = results.get(document) ?? checkOne(document);
    results.set(document, result);
    return result;
  };
}

/** The folder of the configuration found upward, else that of the repository, else the current one. */
function findRoot(first: string, cwd: string): string {
  const above = foldersFrom(first);
  const holding = (name: string) => above.find((folder) => existsSync(join(folder, name)));
  return holding(configurationFileName) ?? holding('.git') ?? (above.includes(cwd) ? cwd : (above[0] ?? cwd));
}

/** The folder itself, or that of a file, and all above it. */
function foldersFrom(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = pathKind(path) === 'folder' ? path : dirname(path); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === dirname(folder)) return folders;
  }
}

interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly sentences: readonly string[];
}

const noConfiguration: ReadConfiguration = { configuration: emptyConfiguration, sentences: [] };

function readConfiguration(path: string, cwd: string): ReadConfiguration {
  const shown = toShownPath(path, cwd);
  const { text, encodingError } = read(path, shown);
  if (encodingError !== undefined) throw new CommandError(`${shown}: The configuration is not UTF-8`);
  const { configuration, errors } = parseConfiguration(text);
  const lines = toLines(text);
  const described = errors.map(({ offset, message, severity }) => {
    const { line, character } = lines.positionAt(offset);
    return { severity, sentence: `${shown}:${line + 1}:${character + 1}: ${message}` };
  });
  const fault = described.find(({ severity }) => severity === 'error');
  if (fault !== undefined) throw new CommandError(fault.sentence);
  return { configuration, sentences: described.map(({ sentence }) => sentence) };
}

function read(path: string, shown: string): TextFile {
  try {
    return readTextFileSync(path);
  } catch (error) {
    throw new CommandError(`The configuration ${quote(shown)} can't be read: ${toReason(error)}`);
  }
}
