import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { gitEnvironment, safely } from '../../workspace/git';
import { CommandError } from '../commandError';

/** A git repository, asked by commands that read and print. */
export interface Repository {
  /** What a command prints, whole. Throws a `CommandError` with git's reason where it fails. */
  ask(command: readonly string[], input?: string): Promise<Buffer>;
}

/** Milliseconds: a large repository takes seconds at most. */
const longest = 60_000;

/**
 * The repository that a folder lies in. It may come from anybody, and what its configuration makes of git must not start a
 * program of theirs or reach the network: filters are taken away by name, and no protocol is allowed.
 */
export async function openRepository(folder: string): Promise<Repository> {
  const filters = await run(
    folder,
    ['config', '--null', '--name-only', '--get-regexp', '^filter\\.'],
    gitEnvironment(),
  );
  const names = filters.stdout
    .toString()
    .split('\0')
    .filter((name) => name !== '');
  const environment = { ...gitEnvironment(), GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1', ...emptied(names) };
  return {
    async ask(command, input) {
      const { failure, stdout } = await run(folder, command, environment, input);
      if (failure === undefined) return stdout;
      throw new CommandError(`The option --since asks git, and git says: ${failure}`);
    },
  };
}

/** Settings as the environment gives them: their names may hold anything. */
function emptied(names: readonly string[]): NodeJS.ProcessEnv {
  const settings = names.flatMap((name, index) => [
    [`GIT_CONFIG_KEY_${index}`, name],
    [`GIT_CONFIG_VALUE_${index}`, name.endsWith('.required') ? 'false' : ''],
  ]);
  return { GIT_CONFIG_COUNT: String(names.length), ...Object.fromEntries(settings) };
}

interface Outcome {
  readonly stdout: Buffer;
  /** Undefined where it succeeded. */
  readonly failure: string | undefined;
}

function run(folder: string, command: readonly string[], environment: NodeJS.ProcessEnv, input = ''): Promise<Outcome> {
  const options = {
    // Windows would start a `git.exe` that lies in the current folder.
    cwd: homedir(),
    env: { ...environment, LC_ALL: 'C' },
    timeout: longest,
    maxBuffer: Number.POSITIVE_INFINITY,
    windowsHide: true,
    encoding: 'buffer',
  } as const;
  return new Promise((resolve) => {
    const child = execFile('git', [...safely, '-C', folder, ...command], options, (error, stdout, stderr) => {
      resolve({ stdout, failure: error === null ? undefined : toFailure(error, stderr.toString()) });
    });
    child.stdin?.on('error', () => undefined).end(input);
  });
}

function toFailure({ code, killed, message }: Error & { code?: unknown; killed?: boolean }, stderr: string): string {
  const [said] = stderr.split('\n');
  if (said) return said.replace(/^(?:fatal|error): /, '');
  if (killed) return 'nothing for a minute';
  return code === 'ENOENT' ? 'nothing: it is not installed' : message;
}
