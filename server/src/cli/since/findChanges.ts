import { realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { quote } from '#core/rules/rule';
import { flowFileSuffix } from '../../workspace/findFlowFiles';
import { isInside } from '../../workspace/isInside';
import { CommandError } from '../commandError';
import { openRepository, type Repository } from './repository';

/** A file that is another than it was, or is new, or gone. */
export interface Change {
  /** Absolute; that of a folder where git tells no more, as of a repository in the repository. */
  readonly path: string;
  /** The flow as it was; undefined for other files and new ones. */
  readonly before: string | undefined;
}

/**
 * What has changed in the repository around a folder since the commit where the current branch left `ref`: committed or not,
 * untracked files too. What git ignores counts as unchanged, as nobody can tell. Throws a `CommandError` with git's reason.
 */
export async function findChanges(folder: string, ref: string): Promise<readonly Change[]> {
  if (ref === '' || ref.startsWith('-')) throw new CommandError(`The option --since takes no commit ${quote(ref)}`);
  const repository = await openRepository(folder);
  const line = async (...command: string[]) => (await repository.ask(command)).toString().replace(/\n$/, '');
  const top = await line('rev-parse', '--show-toplevel');
  const commit = await findCommit(ref, line);
  const base = await findBase(commit, ref, line);
  const toOurs = createSpelling(folder);
  const changed = parseRaw((await repository.ask([...listChanged, base, '--'])).toString());
  const added = (await repository.ask([...listUntracked, '--', '.'])).toString().split('\0');
  const texts = await readBlobs(
    repository,
    changed.filter(({ name }) => name.endsWith(flowFileSuffix)).flatMap(({ blob }) => blob ?? []),
  );
  return [
    ...changed.map(({ name, blob }) => ({ path: toOurs(join(top, name)), before: blob && texts.get(blob) })),
    ...added.filter((name) => name !== '').map((name) => ({ path: toOurs(join(top, name)), before: undefined })),
  ];
}

/** Plumbing: it reads no attributes' programs, and says which blob a file was. */
const listChanged = ['diff-index', '--raw', '-z', '--no-abbrev', '--no-renames', '--ignore-submodules=dirty'];
const listUntracked = ['ls-files', '-z', '--others', '--exclude-standard', '--full-name'];

type AskLine = (...command: string[]) => Promise<string>;

async function findCommit(ref: string, line: AskLine): Promise<string> {
  try {
    return await line('rev-parse', '--verify', `${ref}^{commit}`);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(`No commit is called ${quote(ref)}: ${error.message}`);
  }
}

async function findBase(commit: string, ref: string, line: AskLine): Promise<string> {
  try {
    return await line('merge-base', commit, 'HEAD');
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(
      `Git knows no commit that ${quote(ref)} and the current branch have in common: a shallow clone needs more of the history`,
    );
  }
}

/** git names real paths; ours may lead through links. */
function createSpelling(folder: string): (path: string) => string {
  const real = realpathSync(folder);
  return (path) => (isInside(path, real) ? join(folder, relative(real, path)) : path);
}

interface RawChange {
  readonly name: string;
  /** Undefined where there was no file. */
  readonly blob: string | undefined;
}

/** `:100644 100644 <blob before> <blob now> M\0<name>\0`, as git-diff-index(1) has it. */
function parseRaw(text: string): readonly RawChange[] {
  return [...text.matchAll(/:\d+ \d+ ([\da-f]+) [\da-f]+ \w\d*\0([^\0]*)\0/g)].map(([, blob = '', name = '']) => ({
    name,
    blob: /^0*$/.test(blob) ? undefined : blob,
  }));
}

/** The texts of blobs by their names: `<blob> blob <bytes>\n<content>\n` for each, as git-cat-file(1) has it. */
async function readBlobs(repository: Repository, blobs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (blobs.length === 0) return new Map();
  const output = await repository.ask(['cat-file', '--batch'], blobs.map((blob) => `${blob}\n`).join(''));
  const texts = new Map<string, string>();
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf('\n', at);
    const [blob = '', kind = '', size = ''] = output.toString('latin1', at, end).split(' ');
    if (kind !== 'blob')
      throw new CommandError(`The option --since needs the file ${blob}, and git says ${quote(kind)}`);
    texts.set(blob, output.toString('utf8', end + 1, end + 1 + Number(size)));
    at = end + 1 + Number(size) + 1;
  }
  return texts;
}
