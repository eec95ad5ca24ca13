import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** Runs git in a folder, by no configuration but the repository's own. */
export function git(folder: string, ...args: readonly string[]): void {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const env = { ...Object.fromEntries(others), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  execFileSync('git', ['-C', folder, ...args], { env, stdio: 'pipe' });
}

/** Makes a folder, new or not, an empty repository. */
export function initRepository(folder: string): void {
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '--quiet');
}
