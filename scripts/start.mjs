// The product on a fresh clone: the demo API, the examples checked and run in the terminal, then in VS Code.
//   npm start                  until Ctrl+C
//   npm start -- --no-editor   the terminal part only
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';
import { findProgram, run } from './run.mjs';
import { exitCodeOf, withScope } from './scope.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (line) => process.stdout.write(`${line}\n`);

async function start(defer) {
  await install();
  await (await import('./build.mjs')).build();
  await startDemoApi(defer);
  await flowLens(['check', 'examples']);
  for (const file of await soundExamples()) await runExampleNodes(file);
  if (!process.argv.includes('--no-editor')) await openEditor(defer);
}

async function startDemoApi(defer) {
  const { start: startApi } = await import('../examples/api/server.mjs');
  const { port, close } = await startApi();
  defer(close);
  say(`The demo API listens on http://127.0.0.1:${port}`);
}

/** Runs our command line in sight. Exit code 1 is an answer (findings, a default response); 2 says that it could not. */
async function flowLens(args) {
  say(`\n$ flow-lens ${args.join(' ')}`);
  const { code } = await run(process.execPath, [join('dist', 'flow-lens.js'), ...args]);
  if (code > 1) throw new Error(`flow-lens ${args[0]} could not do it (exit code ${code})`);
}

/** The examples that would run: all but those that are there to be full of findings. */
async function soundExamples() {
  const flows = readdirSync(join(root, 'examples'), { recursive: true }).filter((file) => file.endsWith('.flow.json'));
  const files = flows.sort().map((file) => join('examples', file));
  const checks = await Promise.all(
    files.map((file) => run(process.execPath, ['dist/flow-lens.js', 'check', file], { quiet: true })),
  );
  return files.filter((_, at) => checks[at].code === 0);
}

/** Runs every API node of an example, each by itself unless `runsOf` puts it together with others. */
async function runExampleNodes(file) {
  for (const ids of runsOf(JSON.parse(readFileSync(join(root, file), 'utf8')))) await flowLens(['run', file, ...ids]);
}

// Nodes that share an endpoint with one connection go into one call, at the same time: connections are counted within
// a process, and the second is there to find the only one taken.
function runsOf({ nodes = {}, endpoints = {} }) {
  const runs = new Map();
  for (const [id, { type, endpoint }] of Object.entries(nodes)) {
    if (type !== 'api-integration') continue;
    const key = endpoints[endpoint]?.maxConnections === 1 ? endpoint : Symbol(id);
    runs.set(key, [...(runs.get(key) ?? []), id]);
  }
  return runs.values();
}

async function openEditor(defer) {
  const folder = join(root, 'examples');
  if (!(await openDesktop(folder))) await serve(folder, defer);
  say('The demo API runs until you press Ctrl+C');
  await new Promise(() => {});
}

async function openDesktop(folder) {
  const code = findProgram(['code']);
  const hasScreen = process.platform !== 'linux' || (process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY) !== undefined;
  if (code === undefined || !hasScreen) return false;
  say('\nOpening the examples in VS Code');
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, folder];
  return (await run(code, args, { shell: process.platform === 'win32' })).code === 0;
}

async function serve(folder, defer) {
  const { startServer } = await import('./vscode/server.mjs');
  const addressOf = await startServer({ version: 'current', extension: root }, defer);
  say(`\nThe examples in VS Code: ${addressOf(folder)}`);
}

try {
  await withScope(undefined, start);
} catch (error) {
  // Ctrl+C is how a person ends it; what was under way then must not go on.
  if (error.signal === 'SIGINT') process.exit(0);
  process.stderr.write(`${error.message}\n`);
  process.exit(exitCodeOf(error));
}
