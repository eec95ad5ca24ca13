import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { createBodyStore } from '../../server/src/run/bodyStore';
import { removeLeftovers, toFolderName } from '../../server/src/run/leftovers';
import type { Spill, SpillFile } from '../../server/src/run/spill';
import { untilInFolder } from '../support/folders';
import { makeTemporaryFolder } from '../support/temporaryFolder';

function createStore(context: TestContext, quota?: number) {
  const storage = join(makeTemporaryFolder(context), 'not', 'there', 'yet');
  const store = createBodyStore(storage, quota === undefined ? undefined : { quota });
  context.after(() => store.dispose());
  return { store, storage };
}

async function write(store: Spill, bytes: Uint8Array): Promise<SpillFile> {
  const file = await store.open();
  await file.write(bytes);
  await file.close();
  return file;
}

function isThere({ path }: SpillFile): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

suite('a store of bodies', () => {
  test('has files that only this user can read, with names that nobody can guess', async (context) => {
    const { store, storage } = createStore(context);
    const [one, other] = await Promise.all([write(store, Buffer.from('one')), write(store, Buffer.from('other'))]);
    assert.equal(readFileSync(one.path, 'utf8'), 'one');
    assert.equal(dirname(one.path), dirname(other.path));
    assert.equal(dirname(dirname(one.path)), storage);
    assert.match(one.path, /[\da-f-]{36}$/);
    // Windows has no such bits: there the folder of the user keeps others out.
    if (process.platform === 'win32') return;
    assert.equal(statSync(one.path).mode & 0o777, 0o600);
    assert.equal(statSync(dirname(one.path)).mode & 0o777, 0o700);
  });

  test('holds what came in pieces of any size, and can be read before its end', async (context) => {
    const { store } = createStore(context);
    const file = await store.open();
    const pieces = Array.from({ length: 400 }, (_, index) => Buffer.alloc((index * 7919) % 5000, index));
    for (const piece of pieces) await file.write(piece);
    const whole = Buffer.concat(pieces);
    assert.ok(whole.length > 512 * 1024);
    assert.deepEqual(Buffer.from(await file.read()), whole);
    await file.close();
    assert.deepEqual(readFileSync(file.path), whole);
  });

  test('deletes a file that nobody wants, and one that was given up', async (context) => {
    const { store } = createStore(context);
    const [wanted, unwanted, open] = [
      await write(store, Buffer.from('a')),
      await write(store, Buffer.from('b')),
      await store.open(),
    ];
    await store.remove(unwanted.path);
    await store.remove(unwanted.path);
    await open.discard();
    assert.deepEqual([wanted, unwanted, open].map(isThere), [true, false, false]);
  });

  test('lets the oldest go where there are too many bytes, and never one that is being written', async (context) => {
    const mebibyte = Buffer.alloc(1024 * 1024);
    const { store } = createStore(context, 3 * mebibyte.length);
    const underWay = await store.open();
    await underWay.write(mebibyte);
    const first = await write(store, mebibyte);
    const second = await write(store, mebibyte);
    const third = await write(store, mebibyte);
    // Whoever needs the room does not wait for a deletion.
    await untilInFolder(dirname(first.path), () => !isThere(first));
    assert.deepEqual([underWay, second, third].map(isThere), [true, true, true]);
    await underWay.write(mebibyte);
    await underWay.write(mebibyte);
    await untilInFolder(dirname(third.path), () => !isThere(third));
    await assert.rejects(underWay.write(mebibyte), /^Error: more than 3 MiB would be stored$/);
    await underWay.discard();
  });

  test('is gone with its session, and takes nothing any more', async (context) => {
    const { store, storage } = createStore(context);
    const open = await store.open();
    await write(store, Buffer.from('a'));
    store.dispose();
    assert.deepEqual(readdirSync(storage), []);
    await assert.rejects(write(store, Buffer.from('b')));
    await open.discard();
    assert.deepEqual(readdirSync(storage), []);
  });

  test('makes its folder again where that was swept away', async (context) => {
    const { store, storage } = createStore(context);
    await write(store, Buffer.from('a'));
    rmSync(storage, { recursive: true });
    await assert.rejects(store.open(), { code: 'ENOENT' });
    assert.ok(isThere(await write(store, Buffer.from('b'))));
  });

  test('is gone with its session, also where it had to begin a second folder', async (context) => {
    const { store, storage } = createStore(context);
    const first = await write(store, Buffer.from('a'));
    const folder = dirname(first.path);
    renameSync(folder, `${folder}-away`);
    await assert.rejects(store.open(), { code: 'ENOENT' });
    renameSync(`${folder}-away`, folder);
    const second = await write(store, Buffer.from('b'));
    assert.notEqual(dirname(second.path), folder);
    assert.deepEqual([first, second].map(isThere), [true, true]);
    store.dispose();
    assert.deepEqual(readdirSync(storage), []);
  });
});

suite('without a folder from the client, a store of bodies', () => {
  const isPosix = process.getuid !== undefined;

  /** An empty folder for temporary files, and the path in it of the folder that processes of this user share. */
  function replaceTemporaryFiles(context: TestContext) {
    const variable = isPosix ? 'TMPDIR' : 'TEMP';
    const { [variable]: before } = process.env;
    const temporary = makeTemporaryFolder(context);
    process.env[variable] = temporary;
    context.after(() => {
      if (before === undefined) delete process.env[variable];
      else process.env[variable] = before;
    });
    return { temporary, shared: join(temporary, ['flow-lens-bodies', process.getuid?.() ?? []].flat().join('-')) };
  }

  async function nameOfGone(): Promise<string> {
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    return toFolderName().replace(/-\d+-/, `-${gone.pid}-`);
  }

  test('has one of this user among the temporary files, and deletes there what a killed process has left', async (context) => {
    const { shared } = replaceTemporaryFiles(context);
    const left = join(shared, await nameOfGone());
    mkdirSync(left, { recursive: true, mode: 0o700 });
    writeFileSync(join(left, 'body'), 'x');
    const store = createBodyStore(undefined);
    await untilInFolder(shared, () => !existsSync(left));
    const { path } = await write(store, Buffer.from('a'));
    assert.equal(dirname(dirname(path)), shared);
    if (isPosix)
      assert.deepEqual(
        [shared, dirname(path)].map((folder) => statSync(folder).mode & 0o777),
        [0o700, 0o700],
      );
    store.dispose();
    assert.deepEqual(readdirSync(shared), []);
  });

  test('makes that one for its owner alone', async (context) => {
    const { shared } = replaceTemporaryFiles(context);
    const store = createBodyStore(undefined);
    context.after(() => store.dispose());
    assert.equal(dirname(dirname((await write(store, Buffer.from('a'))).path)), shared);
    if (isPosix) assert.equal(statSync(shared).mode & 0o777, 0o700);
  });

  const hostile: Record<string, (shared: string, elsewhere: string) => void> = {
    'is a link': (shared, elsewhere) => symlinkSync(elsewhere, shared),
    'is a file': (shared) => writeFileSync(shared, ''),
  };
  if (isPosix) hostile['is open to others'] = (shared) => [mkdirSync(shared), chmodSync(shared, 0o750)];
  if (process.getuid?.() === 0)
    hostile["is somebody else's"] = (shared) => [mkdirSync(shared, { mode: 0o700 }), chownSync(shared, 1, 1)];
  for (const [what, plant] of Object.entries(hostile))
    test(`has a new one where the one of this user ${what}, and leaves that alone`, async (context) => {
      const elsewhere = makeTemporaryFolder(context);
      const { temporary, shared } = replaceTemporaryFiles(context);
      plant(shared, elsewhere);
      const name = await nameOfGone();
      const there = statSync(shared).isDirectory();
      if (there) mkdirSync(join(shared, name));
      const store = createBodyStore(undefined);
      const { path } = await write(store, Buffer.from('a'));
      assert.equal(dirname(dirname(path)), temporary);
      if (isPosix) assert.equal(statSync(dirname(path)).mode & 0o777, 0o700);
      store.dispose();
      assert.deepEqual(readdirSync(temporary), [basename(shared)]);
      if (there) assert.deepEqual(readdirSync(shared), [name]);
    });
});

test('what processes that are gone have left is deleted, and nothing else', async (context) => {
  const folder = makeTemporaryFolder(context);
  const gone = spawn(process.execPath, ['-e', '']);
  await once(gone, 'exit');
  const [machine = '', , ...rest] = toFolderName().split('-');
  const random = rest.join('-');
  const elsewhere = machine === '00000000' ? '00000001' : '00000000';
  const kept = [
    toFolderName(),
    `${machine}-${process.ppid}-${random}`,
    `${elsewhere}-${gone.pid}-${random}`,
    'somebody-elses',
  ];
  const old = `${elsewhere}-1-${random}`;
  const removed = [
    `${machine}-${gone.pid}-${random}`,
    `${machine}-${process.pid}-${random.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}`,
    old,
  ];
  for (const name of [...kept, ...removed]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'body'), 'x');
  }
  const monthAgo = Date.now() / 1000 - 30 * 24 * 3600;
  utimesSync(join(folder, old), monthAgo, monthAgo);
  await removeLeftovers(folder);
  assert.deepEqual(readdirSync(folder).sort(), [...kept].sort());
});

test('a link that has the name of a leftover is deleted without what it leads to', async (context) => {
  const folder = makeTemporaryFolder(context);
  const target = makeTemporaryFolder(context);
  writeFileSync(join(target, 'precious'), 'x');
  const name = toFolderName()
    .replace(/-\d+-/, `-${process.pid}-`)
    .replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  symlinkSync(target, join(folder, name));
  await removeLeftovers(folder);
  assert.deepEqual([readdirSync(folder), readdirSync(target)], [[], ['precious']]);
});
