// Gets a program that tests need, where nobody has to be asked for it.
import { isProgram, run } from './run.mjs';

/** Installs a package of Debian as root, and does nothing where it can't. */
export async function installPackage(name) {
  if (process.getuid?.() !== 0 || !isProgram('/usr/bin/apt-get')) return;
  process.stdout.write(`Installing ${name} with apt-get\n`);
  await run('apt-get', ['update'], { quiet: true });
  await run('apt-get', ['install', '-y', '--no-install-recommends', name], { quiet: true });
}
