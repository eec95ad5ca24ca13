// Runs the tests that drive a Neovim, as a person does who has set it up by the documentation.
import { installPackage } from './apt.mjs';
import { findProgram } from './run.mjs';
import { runUnitTests } from './unit.mjs';

const tests = ['test/editors/neovim.test.ts', 'test/editors/neovimRename.test.ts'];

/** Runs them and gives the counts. Without a Neovim, and where none can be installed (as root on Debian), they count as one skipped test. */
export async function runNeovimTests() {
  if (findNeovim() === undefined) await installPackage('neovim');
  if (findNeovim() !== undefined) return runUnitTests(tests);
  process.stdout.write('No Neovim: install neovim 0.7 or later to run the tests of other editors\n');
  return { passed: 0, failed: 0, skipped: 1 };
}

function findNeovim() {
  return findProgram(['nvim']);
}
