import { execFile } from 'node:child_process';
import { gitEnvironment, safeOptions, startFolder } from '../../workspace/git';
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
 * program of theirs: filters are taken away by name. Throws a `CommandError` where git can't tell them.
 */
export async function openRepository(folder: string): Promise<Repository> {
  const settings = await run(folder, ['config', '--null', '--name-only', '--list'], gitEnvironment());
  const filters = settings
    .toString()
    .split('\0')
    .filter((name) => name.startsWith('filter.'));
  const environment = { ...gitEnvironment(), ...emptied(filters) };
  return { ask: (command, input) => run(folder, command, environment, input) };
}

/** Settings as the environment gives them: their names may hold anything. */
function emptied(names: readonly string[]): NodeJS.ProcessEnv {
  const settings = names.flatMap((name, index) => [
    [`GIT_CONFIG_KEY_${index}`, name],
    [`GIT_CONFIG_VALUE_${index}`, name.endsWith('.required') ? 'false' : ''],
  ]);
  return { GIT_CONFIG_COUNT: String(names.length), ...Object.fromEntries(settings) };
}

function run(folder: string, command: readonly string[], environment: NodeJS.ProcessEnv, input = ''): Promise<Buffer> {
  const options = {
    cwd: startFolder,
    env: { ...environment, LC_ALL: 'C' },
    timeout: longest,
    maxBuffer: Number.POSITIVE_INFINITY,
    windowsHide: true,
    encoding: 'buffer',
  } as const;
  return new Promise((resolve, reject) => {
    const child = execFile('git', [...safeOptions, '-C', folder, ...command], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new CommandError(`The option --since asks git, ${toFailure(error, stderr.toString())}`));
    });
    child.stdin?.on('error', () => undefined).end(input);
  });
}

function toFailure({ code, killed, message }: Error & { code?: unknown; killed?: boolean }, stderr: string): string {
  const [said] = stderr.split('\n');
  if (said) return `and git says: ${said.replace(/^(?:fatal|error): /, '')}`;
  if (killed) return 'which has not answered for a minute';
  return code === 'ENOENT' ? 'which is not installed' : `which failed: ${message}`;
}
