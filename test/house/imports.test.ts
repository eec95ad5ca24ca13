import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { build, type Metafile, type Plugin } from 'esbuild';

const folders = ['server/src', 'client/src'];

interface Import {
  readonly from: string;
  /** A path from the repository's root, or the name of a package or built-in module. */
  readonly to: string;
  /** False where only types are taken, of which nothing is left when the program runs. */
  readonly isValue: boolean;
  /** Whether it is imported when it is needed, and not before. */
  readonly isLater: boolean;
}

type Target = Pick<Import, 'from' | 'to' | 'isLater'>;

const imports = readImports();

suite('imports point inward', () => {
  const core = 'server/src/core/';
  /** The file, and the folder of what it gathers. */
  const protocol = 'server/src/protocol';
  const packagesOfCore = ['jsonc-parser', 'json-p3', 'fast-xml-parser', '@dagrejs/dagre', 'shell-quote', 'yaml'];

  rule(
    'core takes core, schemas and its six packages',
    core,
    ({ to }) => isIn(to, core, 'schemas/') || packagesOfCore.includes(to),
  );
  rule(
    'core/syntax alone reads JSON with jsonc-parser',
    'server/src/',
    ({ from, to }) => to !== 'jsonc-parser' || isIn(from, `${core}syntax/`),
  );
  rule('one file of core/graph alone lays out with dagre', 'server/src/', ({ from, to }) => {
    return to !== '@dagrejs/dagre' || from === `${core}graph/layOutGraph.ts`;
  });
  const onTop = ['rules', 'refactorings', 'checking'].map((room) => `${core}${room}/`);
  rule('the rooms of core know nothing of rules, refactorings and checking, which stand on them', core, (found) => {
    const isRoom = found.from.slice(core.length).includes('/') && !isIn(found.from, ...onTop);
    return !isRoom || !isIn(found.to, ...onTop);
  });
  rule('what checking is made of is known to check.ts alone', 'server/src/', ({ from, to }) => {
    return !isIn(to, `${core}checking/`) || isIn(from, `${core}checking/`, `${core}check.ts`);
  });
  rule('rules know nothing of refactorings', `${core}rules/`, ({ to }) => !isIn(to, `${core}refactorings/`));
  rule("features take core, our protocol and the language server's", 'server/src/features/', ({ to }) => {
    const isProtocol = isIn(to, protocol) || to === 'vscode-languageserver-protocol';
    return isProtocol || to === 'vscode-json-languageservice' || isIn(to, core, 'server/src/features/');
  });
  rule('workspace takes core and itself', 'server/src/workspace/', ({ to }) => {
    return isOutside(to) || isIn(to, core, 'server/src/workspace/');
  });
  rule('run takes core, workspace and itself', 'server/src/run/', ({ to }) => {
    return isOutside(to) || isIn(to, core, 'server/src/workspace/', 'server/src/run/');
  });
  rule('undici is behind the exchange', 'server/src/', ({ from, to }) => {
    return to !== 'undici' || /^server\/src\/run\/(?:exchange|undici|undiciModules\.d)\.ts$/.test(from);
  });
  rule('lsp knows no command line', 'server/src/lsp/', ({ to }) => !isIn(to, 'server/src/cli/'));
  rule('the command line knows no lsp', 'server/src/cli/', ({ to }) => !isIn(to, 'server/src/lsp/'));
  rule('the client takes the protocol and core, and nothing that acts', 'client/src/', ({ to }) => {
    return !to.startsWith('server/') || isIn(to, protocol, core);
  });
  rule('the protocol holds no more than core', protocol, ({ to }) => isIn(to, protocol, core));
  rule('the server knows no editor', 'server/src/', ({ to }) => to !== 'vscode' && !to.startsWith('client/'));
});

test('no file imports itself, over any way', async () => {
  assert.deepEqual(findCycle((await imports).filter(({ isValue }) => isValue)), undefined);
});

test('a server that starts loads no library that diagnostics do without', async () => {
  const atOnce = (await imports).filter(({ isValue, isLater }) => isValue && !isLater);
  const loaded = new Set(['server/src/lsp/main.ts']);
  // A set goes on with what is added to it on the way.
  for (const file of loaded) for (const { from, to } of atOnce) if (from === file) loaded.add(to);
  assert.ok(loaded.has('vscode-languageserver') && loaded.has('jsonc-parser'));
  const later = ['undici', '@dagrejs/dagre', 'fast-xml-parser', 'shell-quote', 'vscode-json-languageservice', 'yaml'];
  assert.deepEqual(
    later.filter((name) => loaded.has(name)),
    [],
  );
});

function rule(name: string, from: string, allows: (found: Import) => boolean): void {
  test(name, async () => {
    const concerned = (await imports).filter((found) => found.from.startsWith(from));
    assert.ok(concerned.length > 0, `${from} imports something`);
    const broken = concerned.filter((found) => !allows(found));
    assert.deepEqual(
      broken.map(({ from: file, to }) => `${file} imports ${to}`),
      [],
    );
  });
}

function isIn(path: string, ...allowed: readonly string[]): boolean {
  return allowed.some((folder) => path.startsWith(folder));
}

/** A package or a built-in module, and none that speaks to editors. */
function isOutside(to: string): boolean {
  return !to.includes('/src/') && !to.startsWith('schemas/') && !/^vscode(?:-language|$)/.test(to);
}

async function readImports(): Promise<readonly Import[]> {
  const values = await importsWith([]);
  const all = await importsWith([keepTypeImports]);
  const namesOf = (found: readonly Target[]) => new Set(found.map(({ from, to }) => `${from} ${to}`));
  const [valued, atOnce] = [namesOf(values), namesOf(values.filter(({ isLater }) => !isLater))];
  return all.map(({ from, to }) => {
    const name = `${from} ${to}`;
    return { from, to, isValue: valued.has(name), isLater: valued.has(name) && !atOnce.has(name) };
  });
}

/** Every import as esbuild resolves it. */
async function importsWith(plugins: readonly Plugin[]): Promise<readonly Target[]> {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => join(folder, path)),
  );
  // One bundle of them all: with an entry each, what many import would be put together again and again.
  const contents = files.map((path) => `import ${JSON.stringify(`./${path.replaceAll('\\', '/')}`)};`).join('\n');
  const { metafile } = await build({
    stdin: { contents, resolveDir: '.' },
    bundle: true,
    write: false,
    platform: 'node',
    packages: 'external',
    metafile: true,
    logLevel: 'silent',
    plugins: [...plugins],
  });
  const inputs = Object.entries(metafile.inputs).filter(([from]) => from !== '<stdin>');
  return inputs.flatMap(([from, input]) => targetsOf(input).map((found) => ({ from, ...found })));
}

/** Types leave no import behind, so each is given one that does. */
const keepTypeImports: Plugin = {
  name: 'keep-type-imports',
  setup(bundler) {
    bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const kept = text.replaceAll(
        /^(?:import|export)\s[^;']*\sfrom\s+('[^']+');/gm,
        (whole, specifier) => `${whole}\nimport ${specifier};`,
      );
      return { contents: kept, loader: 'ts' };
    });
  },
};

function targetsOf({ imports: found }: Metafile['inputs'][string]): readonly Omit<Target, 'from'>[] {
  const targets = found.map(({ path, kind }) => {
    const target = builtinModules.includes(path) ? `node:${path}` : path;
    return { to: target.startsWith('node:') ? target : packageName(target), isLater: kind === 'dynamic-import' };
  });
  // What is imported in both ways is loaded at once.
  return targets.filter(
    (one, index) => index === targets.findIndex(({ to, isLater }) => to === one.to && isLater === one.isLater),
  );
}

/** `undici` for `undici/types`; paths of the project as they are. */
function packageName(path: string): string {
  if (path.startsWith('server/') || path.startsWith('client/') || path.startsWith('schemas/')) return path;
  return path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
}

function findCycle(imports: readonly Import[]): readonly string[] | undefined {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const to of targets.get(file) ?? []) {
      const cycle = visit(to, [...way, file]);
      if (cycle !== undefined) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of targets.keys()) {
    const cycle = visit(file, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
