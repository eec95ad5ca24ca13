import { join, resolve } from 'node:path';
import { environmentNames } from '#core/model/environment';
import { configurationFileName } from '#core/model/sideFile';
import { quote, quoteList, type SeveritySetting } from '#core/rules/rule';
import { findRepository } from '../../workspace/git';
import { decodeTextFile, type TextFile } from '../../workspace/textFile';
import { toPath, toUri } from '../../workspace/uri';
import { type BaselineOptions, withBaseline } from '../baseline/withBaseline';
import { type CheckedFile, sumCounts } from '../check/checkedFile';
import { type CheckContext, checkFile } from '../check/checkFile';
import { findTargets, globBase, type Target } from '../check/findTargets';
import { fixFile } from '../check/fixFile';
import { learnDescriptions } from '../check/learnDescriptions';
import { CommandError } from '../commandError';
import { type OpenedWorkspace, openWorkspace } from '../openWorkspace';
import { toShownPath } from '../shownPath';
import { findAffected } from '../since/findAffected';
import { findChanges } from '../since/findChanges';
import type { Terminal } from '../terminal';
import type { CheckStyle } from '../writers/checkStyle';
import { type CheckFormat, checkWriters } from '../writers/checkWriters';

export interface CheckCommandOptions extends BaselineOptions {
  readonly format: CheckFormat;
  readonly env?: string;
  /** Code → setting, over the configuration's. */
  readonly rule?: ReadonlyMap<string, SeveritySetting>;
  readonly maxWarnings?: number;
  readonly fix?: boolean;
  /** A commit by any name that git knows. */
  readonly since?: string;
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
  await opened.git.learn(privateFiles(targets, context));
  await learnDescriptions(targets, opened, context);
  if (options.env !== undefined) refuseUnknownEnvironment(options.env, targets, context);
  const chosen =
    options.since === undefined ? targets : await changedSince(options.since, targets, options, context, terminal);
  complainOfConfiguration(opened, chosen, terminal);
  const failures = options.fix ? await fixAll(chosen, context) : new Map<string, string>();
  const files = await withBaseline(checkAll(chosen, failures, context), options, terminal);
  terminal.print(checkWriters[options.format](files, toStyle(files, options, terminal)));
  return conclude(files, options, terminal);
}

/** What is odd about the configuration is a finding where that file is reported, and is not said twice. */
function complainOfConfiguration({ oddities }: OpenedWorkspace, reported: readonly Target[], terminal: Terminal): void {
  if (reported.some(({ path }) => path === oddities.file)) return;
  for (const sentence of oddities.sentences) terminal.complain(sentence);
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

/** The private environment files that count for the files, there or not: a secret may have to be moved to them. */
function privateFiles(targets: readonly Target[], { workspace: { project } }: CheckContext): readonly string[] {
  return targets.flatMap(({ path }) => {
    const file = project.sideFile('private-environment', toUri(path));
    return file === undefined ? [] : (toPath(file.uri) ?? []);
  });
}

/** Of the targets, those that something has changed for. Standard input is what somebody is at work on: it always counts. */
async function changedSince(
  ref: string,
  targets: readonly Target[],
  { config }: CheckCommandOptions,
  { workspace, texts, cwd }: CheckContext,
  terminal: Terminal,
): Promise<readonly Target[]> {
  const [root = cwd] = workspace.roots;
  const changes = await findChanges(root, ref);
  const configuration = config === undefined ? join(root, configurationFileName) : resolve(cwd, config);
  const affected = new Set(findAffected(targets, changes, workspace, configuration));
  const chosen = targets.filter((target) => affected.has(target) || texts.has(target.path));
  if (chosen.length === 0) terminal.complain(`Nothing to check has changed since ${quote(ref)}`);
  return chosen;
}

function toStyle(files: readonly CheckedFile[], options: CheckCommandOptions, { cwd, colour }: Terminal): CheckStyle {
  return {
    cwd,
    root: findRepository(cwd) ?? cwd,
    quiet: options.quiet ?? false,
    colour,
    warningsFail: areTooMany(sumCounts(files).warning, options),
    hasBaseline: options.baseline !== undefined || options.updateBaseline !== undefined,
  };
}

function areTooMany(warnings: number, { maxWarnings }: CheckCommandOptions): boolean {
  return maxWarnings !== undefined && warnings > maxWarnings;
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

function conclude(files: readonly CheckedFile[], options: CheckCommandOptions, terminal: Terminal): number {
  const failures = files.flatMap(({ error }) => error ?? []);
  for (const failure of failures) terminal.complain(failure);
  const { error, warning } = sumCounts(files);
  const isOver = areTooMany(warning, options);
  if (isOver)
    terminal.complain(
      `${warning === 1 ? '1 warning' : `${warning} warnings`}, and --max-warnings allows ${options.maxWarnings}`,
    );
  if (failures.length > 0) return 2;
  return error > 0 || isOver ? 1 : 0;
}
