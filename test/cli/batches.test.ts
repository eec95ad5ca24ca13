import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { suite, test } from 'node:test';
import { readDocument } from '#core/model/document';
import { type Division, toBatches } from '../../server/src/cli/check/batches';
import type { CheckJob } from '../../server/src/cli/check/checkJob';
import { checkWork } from '../../server/src/cli/check/checkWork';
import type { KnownFlow } from '../../server/src/cli/check/knownFlow';
import { linksInJson, toFlowLinks } from '../../server/src/cli/since/flowLinks';
import { findFlowFiles } from '../../server/src/workspace/findFlowFiles';
import { readTextFileSync } from '../../server/src/workspace/textFile';

const rules = resolve('test/fixtures/rules');
const folders = [
  ...readdirSync(rules).map((name) => join(rules, name)),
  ...['test/fixtures/flows', 'examples'].map((folder) => resolve(folder)),
];

function jobIn(root: string): CheckJob {
  return {
    root,
    configuration: undefined,
    rules: new Map(),
    texts: new Map(),
    gitStates: new Map(),
    today: '2027-06-30',
    environment: null,
    cwd: root,
    detail: { fixes: 'whether', keepsAll: true },
    mends: false,
  };
}

const smallest: Division = { size: 1, parts: 1, withFixes: true };

function known(name: string, more: Partial<KnownFlow> = {}): KnownFlow {
  const path = `/w/${name}.flow.json`;
  return { path, realPath: path, digest: name, name, imports: [], targets: [], hasNodes: true, ...more };
}

function pathsOf(flows: readonly KnownFlow[]): readonly string[] {
  return flows.map(({ path }) => path);
}

suite('batches', () => {
  test('find the same as a check that knows all flows at once, in every folder of fixtures', async () => {
    let findings = 0;
    for (const root of folders) {
      const job = jobIn(root);
      const files = await findFlowFiles(root);
      const whole = await checkWork.checkBatch({ files, targets: files }, job);
      const batches = toBatches(await checkWork.knowFlows(files, job), files, smallest);
      const parts = await Promise.all(batches.map((batch) => checkWork.checkBatch(batch, job)));
      const byPath = new Map(parts.flat().map((file) => [file.path, file]));
      assert.equal(byPath.size, files.length, root);
      for (const file of whole) assert.deepEqual(byPath.get(file.path), file, `${root} ${file.path}`);
      findings += whole.reduce((sum, { all }) => sum + all.length, 0);
    }
    assert.ok(findings > 500, `${findings}`);
  });

  test('are plain data, as is what was found in them', async () => {
    const [root = ''] = folders;
    const files = await findFlowFiles(root);
    const checked = await checkWork.checkBatch({ files, targets: files }, jobIn(root));
    assert.deepEqual(structuredClone(checked), checked);
  });

  test('keep together what imports, leads to, is called or reads like one another, over others too', () => {
    const flows = [
      known('a', { imports: ['/w/library.flow.json'] }),
      known('b', { imports: ['/w/library.flow.json'] }),
      known('library', { hasNodes: false }),
      known('c', { targets: ['d'] }),
      known('d'),
      known('e', { name: 'twin' }),
      known('f', { name: 'twin' }),
      known('g', { digest: 'same' }),
      known('h', { digest: 'same' }),
      known('link', { realPath: '/w/alone.flow.json' }),
      known('alone'),
    ];
    const batches = toBatches(flows, pathsOf(flows), smallest);
    const names = batches.map(({ targets }) =>
      targets
        .map((path) => path.slice(3, -10))
        .sort()
        .join(' '),
    );
    assert.deepEqual(names.sort(), ['a b library', 'alone link', 'c d', 'e f', 'g h']);
  });

  test('of small families share one, and a large family is divided, each part knowing all of it', () => {
    const alone = ['a', 'b', 'c', 'd', 'e'].map((name) => known(name));
    assert.deepEqual(
      toBatches(alone, pathsOf(alone), { ...smallest, size: 2 }).map(({ targets }) => targets.length),
      [2, 2, 1],
    );
    const family = alone.map((flow) => ({ ...flow, targets: ['a'] }));
    const divided = toBatches(family, pathsOf(family), { ...smallest, parts: 2 });
    assert.deepEqual(
      divided.map(({ files, targets }) => [files.length, targets.length]),
      [
        [5, 3],
        [5, 2],
      ],
    );
  });

  test('know all flows whose imports nobody can read', () => {
    const flows = [
      known('a'),
      known('b', { imports: ['/w/gone.flow.json'] }),
      known('c', { imports: ['/w/c.flow.json'] }),
    ];
    const [batch] = toBatches(flows, ['/w/a.flow.json'], smallest);
    assert.deepEqual(batch, { files: pathsOf(flows), targets: ['/w/a.flow.json'] });
  });

  test('know whatever a fix may be about, where fixes are told', () => {
    const flows = [known('orders'), known('misspelt', { targets: ['oders'] }), known('half-typed', { targets: [''] })];
    const filesOf = (withFixes: boolean) =>
      toBatches(flows, ['/w/misspelt.flow.json', '/w/half-typed.flow.json'], { ...smallest, withFixes }).map(
        ({ files }) => files.length,
      );
    assert.deepEqual(filesOf(true), [2, 3]);
    assert.deepEqual(filesOf(false), [2, 2]);
  });

  test('know one flow with nodes, and take in what could not be read', () => {
    const flows = [known('library', { hasNodes: false }), known('a')];
    const [batch, ...others] = toBatches(flows, ['/w/library.flow.json', '/w/gone.flow.json'], {
      ...smallest,
      size: 64,
      parts: 2,
    });
    assert.deepEqual(others, []);
    assert.deepEqual(batch?.files, ['/w/library.flow.json', '/w/a.flow.json']);
    assert.deepEqual(batch?.targets, ['/w/library.flow.json', '/w/gone.flow.json']);
  });
});

test('links are the same read without places, but for targets that do not count', async () => {
  for (const root of folders) {
    for (const path of await findFlowFiles(root)) {
      const { text } = readTextFileSync(path);
      const json = parse(text);
      if (json === undefined) continue;
      const { targets, ...links } = toFlowLinks(path, readDocument('file:///a', text).flow);
      const plain = linksInJson(path, json);
      assert.deepEqual({ ...plain, targets: [] }, { ...links, targets: [] }, path);
      assert.deepEqual(
        targets.filter((target) => !plain.targets.includes(target)),
        [],
        path,
      );
    }
  }
  assert.deepEqual(linksInJson('/a.flow.json', [null]), {
    path: '/a.flow.json',
    name: undefined,
    imports: [],
    targets: [],
    hasNodes: false,
  });
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
