import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { GitState } from '#core/model/gitState';

/** The repository that a folder belongs to: itself, or the nearest above it that has a `.git`. */
export function findRepository(folder: string): string | undefined {
  for (let above = folder; ; above = dirname(above)) {
    if (existsSync(join(above, '.git'))) return above;
    if (above === dirname(above)) return undefined;
  }
}

/** Asks git about a file, by its absolute path. Never rejects: without git, or where git fails, nobody can tell. */
export async function askGit(path: string): Promise<GitState> {
  if (findRepository(dirname(path)) === undefined) return 'none';
  const [tracked, ignored] = await Promise.all([
    runGit(path, ['ls-files', '--error-unmatch']),
    runGit(path, ['check-ignore', '--quiet', '--no-index']),
  ]);
  if (tracked === 0) return 'tracked';
  if (tracked !== 1 || ignored === undefined || ignored > 1) return 'unknown';
  return ignored === 0 ? 'ignored' : 'exposed';
}

/** Milliseconds. Both commands take a few. */
const longest = 5_000;

/**
 * A repository may come from anybody, and its configuration can name programs: those that these two commands would start are
 * switched off, and a repository that only lies in a folder of another is not looked for.
 */
export const safeOptions: readonly string[] = [
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'safe.bareRepository=explicit'].flatMap((set) => ['-c', set]),
  '--no-pager',
];

/**
 * The folder to start git in: it is there, and nobody else writes into it. Windows would start a `git.exe` that lies in the
 * current folder, and a home folder may be missing, as in a container.
 */
export const startFolder = dirname(process.execPath);

/** Gives the exit code; undefined where git could not be started, or was too slow. */
function runGit(path: string, command: readonly string[]): Promise<number | undefined> {
  const args = [...safeOptions, '-C', dirname(path), ...command, '--', basename(path)];
  const options = { cwd: startFolder, env: gitEnvironment(), timeout: longest, windowsHide: true };
  return new Promise((resolve) => {
    execFile('git', args, options, (error) => {
      if (error === null) resolve(0);
      else resolve(typeof error.code === 'number' ? error.code : undefined);
    });
  });
}

/** Without what a hook or a person has set for another repository, and without locks, questions or a way to other machines. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('GIT_'));
  return {
    ...Object.fromEntries(others),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
  };
}
