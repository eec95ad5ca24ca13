import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import {
  createHistory,
  defaultHistorySettings,
  type History,
  type HistorySettings,
} from '../../server/src/run/history';
import { createRecordFile, createRecordMemory, mostBytes } from '../../server/src/run/historyFile';
import { withFolder } from '../support/project';
import { recordOf } from '../support/runRecord';

interface Opened {
  readonly history: History;
  readonly warnings: string[];
  ids(): Promise<string[] | undefined>;
}

/** A history on `history.json` of the folder, as one window has it. */
function open(folder: string, settings: Partial<HistorySettings> = {}): Opened {
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  const history = createHistory(createRecordFile(join(folder, 'history.json'), warn), warn);
  history.configure({ ...defaultHistorySettings, ...settings });
  return { history, warnings, ids: async () => (await history.list())?.map(({ id }) => id) };
}

const add = async ({ history }: Opened, ...ids: readonly string[]): Promise<void> => {
  for (const id of ids) await history.add(recordOf(id));
};

suite('a history', () => {
  test('has the newest run first, and no more than its size', () =>
    withFolder(async (folder) => {
      const window = open(folder, { size: 3 });
      await add(window, '1', '2', '3', '4');
      assert.deepEqual(await window.ids(), ['4', '3', '2']);
      window.history.configure({ enabled: true, size: 2 });
      assert.deepEqual(await window.ids(), ['4', '3']);
    }));

  test('survives its window, in a file that only its owner may read', () =>
    withFolder(async (folder) => {
      const storage = join(folder, 'not', 'there yet');
      await add(open(storage), '1', '2');
      assert.deepEqual(await open(storage).ids(), ['2', '1']);
      assert.deepEqual(readdirSync(storage), ['history.json']);
      if (process.platform !== 'win32') {
        assert.equal(statSync(join(storage, 'history.json')).mode & 0o777, 0o600);
        assert.equal(statSync(storage).mode & 0o777, 0o700);
      }
    }));

  test('is shared by windows on one folder: none loses what another has added, and a clear counts in all', () =>
    withFolder(async (folder) => {
      const windows = [open(folder), open(folder), open(folder)];
      const all = windows.flatMap((window, at) =>
        ['a', 'b', 'c', 'd'].map((letter) => [window, `${letter}${at}`] as const),
      );
      await Promise.all(all.map(([window, id]) => add(window, id)));
      for (const window of windows) assert.deepEqual((await window.ids())?.sort(), all.map(([, id]) => id).sort());
      const [first, second] = windows;
      assert.ok(first !== undefined && second !== undefined);
      assert.equal(await first.history.clear(), true);
      await add(second, 'e');
      assert.deepEqual(await first.ids(), ['e']);
    }));

  for (const [what, text] of [
    ['is broken', '{"version":1,"runs":[{'],
    ['another version wrote', '{"version":7,"runs":[]}'],
  ] as const)
    test(`sets a file aside that ${what}, says so once, and starts anew`, () =>
      withFolder(async (folder) => {
        writeFileSync(join(folder, 'history.json'), text);
        const window = open(folder);
        assert.deepEqual(await window.ids(), []);
        await add(window, '1');
        assert.deepEqual(await window.ids(), ['1']);
        assert.equal(window.warnings.length, 1);
        assert.match(window.warnings[0] ?? '', /^The run history was set aside as "history\.json\.set-aside"/);
        assert.equal(readFileSync(join(folder, 'history.json.set-aside'), 'utf8'), text);
        await window.history.clear();
        assert.deepEqual(readdirSync(folder), [], 'a clear leaves nothing behind');
      }));

  test('does not read a file that is too large', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'history.json');
      writeFileSync(path, '');
      truncateSync(path, mostBytes + 1);
      const window = open(folder);
      await add(window, '1');
      assert.deepEqual(await window.ids(), ['1']);
      assert.match(window.warnings.join(), /, and 8 MiB is the most/);
    }));

  test('keeps a file of a bounded size, whatever its runs hold', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'history.json');
      const text = '\u0000'.repeat(64 * 1024);
      const window = open(folder, { size: 1_000 });
      const adding = Array.from({ length: 60 }, (_, id) => window.history.add(recordOf(String(id), { notes: [text] })));
      await Promise.all(adding);
      assert.ok(statSync(path).size <= mostBytes);
      const ids = (await window.ids()) ?? [];
      assert.equal(ids[0], '59');
      assert.ok(ids.length > 15 && ids.length < 60, String(ids.length));
    }));

  test('goes on in memory where the folder can not be written, and says so once', () =>
    withFolder(async (folder) => {
      writeFileSync(join(folder, 'file'), '');
      const window = open(join(folder, 'file'));
      await add(window, '1', '2');
      assert.deepEqual(await window.ids(), ['2', '1']);
      assert.equal(window.warnings.length, 1);
      assert.match(window.warnings[0] ?? '', /^The run history can't be kept: /);
      assert.equal(await window.history.clear(), false);
    }));

  test('does not wait for a window that died in the middle of writing', () =>
    withFolder(async (folder) => {
      mkdirSync(join(folder, 'history.json.lock'));
      writeFileSync(join(folder, 'history.json.new'), 'half');
      utimesSync(join(folder, 'history.json.lock'), new Date(0), new Date(0));
      const window = open(folder);
      await add(window, '1');
      assert.deepEqual(readdirSync(folder), ['history.json']);
      assert.deepEqual(await window.ids(), ['1']);
    }));
});

suite('a history that is off', () => {
  for (const off of [
    { enabled: false, size: 50 },
    { enabled: true, size: 0 },
  ])
    test(`keeps nothing and forgets what it had: ${JSON.stringify(off)}`, () =>
      withFolder(async (folder) => {
        const window = open(folder);
        await add(window, '1');
        window.history.configure(off);
        await add(window, '2');
        assert.equal(await window.ids(), undefined);
        await window.history.clear();
        assert.deepEqual(readdirSync(folder), []);
        window.history.configure(defaultHistorySettings);
        assert.deepEqual(await window.ids(), []);
      }));

  test('forgets what an earlier window has kept, without reading it', () =>
    withFolder(async (folder) => {
      writeFileSync(join(folder, 'history.json'), 'broken');
      const { history, warnings } = open(folder, { enabled: false });
      // Behind what was asked for before.
      await history.list();
      assert.deepEqual(readdirSync(folder), []);
      assert.deepEqual(warnings, []);
    }));
});

test('before it knows the settings, a history writes nothing', async () => {
  const history = createHistory(createRecordMemory(), assert.fail);
  await history.add(recordOf('1'));
  const listed = history.list();
  history.configure({ enabled: false, size: 50 });
  assert.equal(await listed, undefined);
  history.configure(defaultHistorySettings);
  assert.deepEqual(await history.list(), []);
});
