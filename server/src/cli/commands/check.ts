import { join, resolve } from 'node:path';
import { environmentNames } from '#core/model/environment';
import { quote, quoteList, type SeveritySetting } from '#core/rules/rule';
import { decodeTextFile, type TextFile } from '../../workspace/textFile';
import { toUri } from '../../workspace/uri';
import { type CheckedFile, sumCounts } from '../check/checkedFile';
import { type CheckContext, checkFile } from '../check/checkFile';
import { findTargets, globBase, type Target } from '../check/findTargets';
import { fixFile } from '../check/fixFile';
import { CommandError } from '../commandError';
import { type OpenedWorkspace, openWorkspace } from '../openWorkspace';
import { toShownPath } from '../shownPath';
import type { Terminal } from '../terminal';
import { toCheckJson } from '../writers/checkJson';
import { toCheckText } from '../writers/checkText';

export interface CheckCommandOptions {
  readonly format: 'text' | 'json';
  readonly env?: string;
  /** Code → setting, over the configuration's. */
  readonly rule?: ReadonlyMap<string, SeveritySetting>;
  readonly maxWarnings?: number;
  readonly fix?: boolean;
  readonly config?: string;
  readonly quiet?: boolean;
  readonly stdinFilename?: string;
}

/** Standard input among the paths. */
const standardInput = '-';

/** Checks what the paths stand for and reports it. Gives the exit code: 0, 1 for findings, 2 where a file failed. */
export async function check(
  given: readonly string[],
  options: CheckCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const paths = given.length === 0 ? ['.'] : given;
  refuseForInput(paths.includes(standardInput), options);
  const opened = await openWorkspace(firstPath(paths, options, terminal), options.config, terminal);
  const targets = await findAllTargets(paths, options, opened, terminal);
  const context = await createContext(paths, options, opened, terminal);
  if (options.env !== undefined) refuseUnknownEnvironment(options.env, targets, context);
  const failures = options.fix ? await fixAll(targets, context) : new Map<string, string>();
  const files = checkAll(targets, failures, context);
  const write = options.format === 'json' ? toCheckJson : toCheckText;
  terminal.print(write(files, { cwd: terminal.cwd, colour: terminal.colour, quiet: options.quiet ?? false }));
  return conclude(files, options, terminal);
}

function refuseForInput(readsInput: boolean, { fix, stdinFilename }: CheckCommandOptions): void {
  if (readsInput && fix) throw new CommandError('The option --fix writes files, and standard input is none');
  if (readsInput || stdinFilename === undefined) return;
  throw new CommandError('The option --stdin-filename goes with the path "-"');
}

/** Where the workspace is looked for. */
function firstPath([path = '.']: readonly string[], options: CheckCommandOptions, terminal: Terminal): string {
  if (path === standardInput) return inputPath(options, terminal);
  return resolve(terminal.cwd, globBase(path)?.folder ?? path);
}

/** Standard input is checked as if it were this file; without a name, as one in the current folder. */
function inputPath({ stdinFilename }: CheckCommandOptions, { cwd }: Terminal): string {
  return stdinFilename === undefined ? join(cwd, '<stdin>') : resolve(cwd, stdinFilename);
}

async function findAllTargets(
  paths: readonly string[],
  options: CheckCommandOptions,
  { configuration, toConfiguredPath }: OpenedWorkspace,
  terminal: Terminal,
): Promise<readonly Target[]> {
  const isIgnored = (path: string) => configuration.isIgnored(toConfiguredPath(path));
  const onDisk = paths.filter((path) => path !== standardInput);
  const found = await findTargets(onDisk, terminal.cwd, isIgnored);
  if (onDisk.length === paths.length) return found;
  const input = inputPath(options, terminal);
  return [...found.filter(({ path }) => path !== input), { path: input, isAlwaysListed: true }];
}

async function createContext(
  paths: readonly string[],
  options: CheckCommandOptions,
  { workspace, configuration, toConfiguredPath }: OpenedWorkspace,
  terminal: Terminal,
): Promise<CheckContext> {
  const texts = new Map<string, TextFile>();
  if (paths.includes(standardInput)) {
    const path = inputPath(options, terminal);
    const file = decodeTextFile(await terminal.readInput());
    texts.set(path, file);
    workspace.open(toUri(path), file.text);
  }
  return {
    workspace,
    texts,
    settingOf: (path, code) => options.rule?.get(code) ?? configuration.severityOf(toConfiguredPath(path), code),
    today: terminal.today,
    environment: options.env ?? null,
    secrets: new Set(configuration.secrets),
    cwd: terminal.cwd,
  };
}

/** An environment that does not exist would be checked as if nothing were set, without a word. */
function refuseUnknownEnvironment(name: string, targets: readonly Target[], { workspace }: CheckContext): void {
  const uris = targets.map(({ path }) => toUri(path));
  const names = [...new Set(uris.flatMap((uri) => environmentNames(workspace.project.environmentFiles(uri))))];
  if (names.includes(name)) return;
  const known = names.length === 0 ? 'no environment file was found' : `there are ${quoteList(names)}`;
  throw new CommandError(`No environment is called ${quote(name)}: ${known}`);
}

/** Mends one file after the other. Gives what could not be written, by path, with the reason. */
async function fixAll(targets: readonly Target[], context: CheckContext): Promise<ReadonlyMap<string, string>> {
  const failures = new Map<string, string>();
  for (const { path } of targets) {
    const reason = await fixFile(path, context);
    if (reason !== undefined) failures.set(path, `${toShownPath(path, context.cwd)} can't be written: ${reason}`);
  }
  return failures;
}

function checkAll(
  targets: readonly Target[],
  failures: ReadonlyMap<string, string>,
  context: CheckContext,
): readonly CheckedFile[] {
  return targets
    .map((target) => ({ ...target, file: checkFile(target.path, context) }))
    .filter(({ isAlwaysListed, file }) => isAlwaysListed || file.findings.length > 0 || file.error !== undefined)
    .map(({ path, file }) => ({ ...file, error: file.error ?? failures.get(path) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function conclude(files: readonly CheckedFile[], { maxWarnings }: CheckCommandOptions, terminal: Terminal): number {
  const failures = files.flatMap(({ error }) => error ?? []);
  for (const failure of failures) terminal.complain(failure);
  const { error, warning } = sumCounts(files);
  const isOver = maxWarnings !== undefined && warning > maxWarnings;
  if (isOver) terminal.complain(`${warning} warnings, and --max-warnings allows ${maxWarnings}`);
  if (failures.length > 0) return 2;
  return error > 0 || isOver ? 1 : 0;
}
