import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, utimesSync } from 'node:fs';
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { withFileLock } from '../../server/src/run/fileLock';
import { signal } from '../support/liveRun';
import { makeTemporaryFolder } from '../support/temporaryFolder';

test('of two that see a lock that somebody dead has left, one at a time has it', async (context) => {
  const folder = makeTemporaryFolder(context);
  const lock = join(folder, 'lock');
  mkdirSync(lock);
  utimesSync(lock, 1, 1);
  const [bothLook, oneIsInside, oneMayLeave] = [signal(), signal(), signal()];
  let looks = 0;
  // Both see the lock of the dead; one hears of it when the other has made its own already.
  onLook(context, lock, async () => {
    const look = ++looks;
    if (look === 1) await bothLook.promise;
    if (look === 2) {
      bothLook.resolve();
      await oneIsInside.promise;
    }
    if (look === 5) oneMayLeave.resolve();
  });
  let inside = 0;
  const work = async (): Promise<number> => {
    const others = inside++;
    oneIsInside.resolve();
    if (others > 0) oneMayLeave.resolve();
    await oneMayLeave.promise;
    inside--;
    return others;
  };
  assert.deepEqual(await Promise.all([withFileLock(lock, work), withFileLock(lock, work)]), [0, 0]);
  assert.deepEqual(readdirSync(folder), []);
});

/** Waits for what the test does after each look at the path, before the one who looks is told. */
function onLook(context: TestContext, path: string, wait: () => Promise<void>): void {
  const { stat } = files;
  const looking = async (looked: string): Promise<unknown> => {
    const found = await stat(looked);
    if (looked === path) await wait();
    return found;
  };
  const { mock } = context.mock.method(files, 'stat', looking as typeof stat);
  syncBuiltinESMExports();
  context.after(() => {
    mock.restore();
    syncBuiltinESMExports();
  });
}
