// Everything that is tested, on a fresh clone too.
//   npm test                 all of it
//   npm test -- unit editor  these stages only
//   npm run test:desktop     the editor tests in VS Code for the desktop
import { join } from 'node:path';
import { install } from './install.mjs';
import { run } from './run.mjs';
import { exitCodeOf } from './scope.mjs';

// What is not plain Node is imported when it is needed: the dependencies may be there only after `install`.
const stages = {
  types: async () => [
    ...(await runTool('typescript/bin/tsc', ['--noEmit'])),
    // What runs in a page has a browser's types, and nothing of Node's.
    ...(await runTool('typescript/bin/tsc', ['--noEmit', '-p', 'client/src/graph/page'])),
  ],
  // It colours every letter where CI is set, wherever its output goes.
  lint: () => runTool('@biomejs/biome/bin/biome', ['ci', ...(process.stdout.isTTY ? [] : ['--colors=off'])]),
  build: async () => {
    const { build } = await import('./build.mjs');
    await build();
    return [{ passed: 1, failed: 0, skipped: 0 }];
  },
  unit: async (names) => {
    await prepareAhead(names);
    return [await (await import('./unit.mjs')).runUnitTests()];
  },
  neovim: async () => [await (await import('./neovim.mjs')).runNeovimTests()],
  editor: async () => (await import('./vscode/editorTests.mjs')).runEditorTests(),
  desktop: async () => (await import('./vscode/desktopTests.mjs')).runDesktopTests(),
};

async function runTool(program, args) {
  const { code } = await run(process.execPath, [join('node_modules', program), ...args]);
  return [code === 0 ? { passed: 1, failed: 0, skipped: 0 } : oneFailure];
}

const oneFailure = { passed: 0, failed: 1, skipped: 0 };

async function runStage(name, names) {
  process.stdout.write(`\n== ${name} ==\n`);
  try {
    return await stages[name](names);
  } catch (error) {
    if (error.signal !== undefined) throw error;
    process.stdout.write(`${error.stack}\n`);
    return [oneFailure];
  }
}

function chosenStages() {
  const args = process.argv.slice(2);
  if (args.includes('--desktop')) return ['build', 'desktop'];
  const unknown = args.find((name) => !Object.hasOwn(stages, name));
  if (unknown !== undefined) throw new Error(`no stage "${unknown}": there are ${Object.keys(stages).join(', ')}`);
  return args.length > 0 ? args : ['types', 'lint', 'build', 'unit', 'neovim', 'editor'];
}

/**
 * Begins what the last stage would wait for, downloads above all, beside a long one before it. What fails is told by the stage that
 * needs it.
 */
async function prepareAhead(names) {
  if (!names.includes('editor')) return;
  const { prepareEditorTests } = await import('./vscode/editorTests.mjs');
  prepareEditorTests().catch(() => {});
}

/** Where nothing may be left out, a skipped test has failed. */
function total(counts, maySkip) {
  const sum = (word) => counts.reduce((all, count) => all + count[word], 0);
  const skipped = sum('skipped');
  return { passed: sum('passed'), failed: sum('failed') + (maySkip ? 0 : skipped), skipped: maySkip ? skipped : 0 };
}

async function test() {
  const names = chosenStages();
  await install();
  const counts = [];
  for (const name of names) counts.push(...(await runStage(name, names)));
  const { passed, failed, skipped } = total(counts, process.env.CI !== 'true');
  process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  return failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await test();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(exitCodeOf(error));
}
