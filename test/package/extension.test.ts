import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import manifest from '../../package.json';

/** What a file of the package is, and how many bytes it takes there. */
interface Entry {
  readonly text: string;
  readonly compressed: number;
}

const folder = mkdtempSync(join(tmpdir(), 'flow-lens-package-'));
/** By path within the extension's folder. */
let entries: ReadonlyMap<string, Entry>;
let said: string;
let size: number;

const client = readdirSync('client/src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join('client/src', file), 'utf8'))
  .join('\n');

before(async () => {
  const script = pathToFileURL(resolve('scripts/packageExtension.mjs')).href;
  const { packageExtension }: typeof import('../../scripts/packageExtension.mjs') = await import(script);
  const file = join(folder, 'flow-lens.vsix');
  said = await packageExtension(file);
  size = statSync(file).size;
  entries = readEntries(readFileSync(file));
});
after(() => rmSync(folder, { recursive: true, force: true }));

describe('the extension as a package', () => {
  test('is made without a warning', () => {
    assert.match(said, /DONE/);
    assert.doesNotMatch(said, /WARN|ERROR/i);
  });

  test('holds what it needs, and nothing else', () => {
    const needed = [...always, ...programs(), ...filesOfManifest(), ...imagesOfClient()];
    const missing = needed.filter((path) => !entries.has(path));
    const needless = [...entries.keys()].filter((path) => !needed.includes(path) && !isInFolderOfClient(path));
    assert.deepEqual({ missing, needless }, { missing: [], needless: [] });
  });

  test('is small: code under 600 kB, all of it under 2 MB', () => {
    const code = [...entries]
      .filter(([path]) => path.endsWith('.js'))
      .reduce((sum, [, entry]) => sum + entry.compressed, 0);
    assert.ok(code < 600_000, `${code} bytes of code`);
    assert.ok(size < 2_000_000, `${size} bytes`);
  });

  test('has an icon as large as the Marketplace wants it: 128 pixels at least', () => {
    const png = readFileSync(manifest.icon);
    // PNG, 3rd edition, §11.2.1: width and height begin the header chunk.
    assert.ok(Math.min(png.readUInt32BE(16), png.readUInt32BE(20)) >= 128);
  });

  for (const page of ['readme.md', 'changelog.md']) {
    test(`leads from its ${page} to what is in the repository, by full addresses`, () => {
      const { text = '' } = entries.get(page) ?? {};
      const targets = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
      for (const target of targets.filter((each) => !each.startsWith('#'))) {
        assert.match(target, /^https:\/\//);
        const [, path] = /^https:\/\/github\.com\/flow-lens\/flow-lens\/(?:blob|raw)\/HEAD\/([^#]+)/.exec(target) ?? [];
        if (path !== undefined) assert.ok(existsSync(path), path);
      }
    });
  }
});

describe('the licences of what is bundled', () => {
  test('travel with it, one for each package that the source maps name', () => {
    const noticed = titles().map(({ name }) => name);
    const bundled = new Set(programs().flatMap((path) => packagesIn(`${path}.map`)));
    assert.ok(bundled.size > 10);
    assert.deepEqual(
      [...bundled].filter((name) => !noticed.includes(name)),
      [],
    );
  });

  test('allow it, and are there in full', () => {
    const permissive = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT'];
    for (const { name, licence, text } of titles()) {
      assert.ok(permissive.includes(licence), `${name}: ${licence}`);
      assert.match(text, /permi(?:ssion|t)/i, name);
    }
  });
});

function readEntries(vsix: Uint8Array): ReadonlyMap<string, Entry> {
  const compressed = new Map<string, number>();
  const contents = unzipSync(vsix, { filter: ({ name, size }) => compressed.set(name, size).has(name) });
  const own = Object.entries(contents).filter(([path]) => path.startsWith('extension/'));
  return new Map(
    own.map(([path, bytes]) => [
      path.slice('extension/'.length),
      { text: strFromU8(bytes), compressed: compressed.get(path) ?? 0 },
    ]),
  );
}

/** What every extension has, by the names that vsce gives it, and the licences of ours. */
const always = ['package.json', 'readme.md', 'changelog.md', 'LICENSE.txt', 'dist/THIRD-PARTY-NOTICES.txt'];

/** What the build makes. */
function programs(): readonly string[] {
  return readdirSync('dist', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => `dist/${file.replaceAll('\\', '/')}`);
}

/** Files that the manifest names anywhere: icons, grammars, schemas, pictures of walkthroughs. */
function filesOfManifest(): readonly string[] {
  const { contributes, icon } = manifest;
  const texts = [...JSON.stringify({ contributes, icon }).matchAll(/"((?:\.\/)?[\w./-]+\.\w+)"/g)];
  const paths = texts.map(([, path = '']) => path.replace(/^\.\//, ''));
  return paths.filter((path) => path.includes('/') && existsSync(path));
}

/** Images that the client draws with. */
function imagesOfClient(): readonly string[] {
  return readdirSync('images')
    .filter((name) => client.includes(`'${name}'`))
    .map((name) => `images/${name}`);
}

/** Whether the client names the folder that a file is in: `'walkthrough', 'example'`. */
function isInFolderOfClient(path: string): boolean {
  const folders = path.split('/').slice(0, -1);
  return folders.length > 1 && client.includes(folders.map((folder) => `'${folder}'`).join(', '));
}

/** The sections of the notices. */
function titles(): readonly { readonly name: string; readonly licence: string; readonly text: string }[] {
  const { text = '' } = entries.get('dist/THIRD-PARTY-NOTICES.txt') ?? {};
  return text
    .split(/^-{80}\n/m)
    .slice(1)
    .map((section) => {
      const [, name = '', licence = ''] = /^(\S+) \S+ \((\S+)\)\n/.exec(section) ?? [];
      return { name, licence, text: section };
    });
}

/** Names of the packages that a source map names sources of. */
function packagesIn(map: string): readonly string[] {
  if (!existsSync(map)) return [];
  const { sources }: { readonly sources: readonly string[] } = JSON.parse(readFileSync(map, 'utf8'));
  return sources.flatMap((source) => /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []);
}
