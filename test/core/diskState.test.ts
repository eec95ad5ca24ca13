import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { createDiskState, type DiskState } from '../../server/src/workspace/diskState';
import { findFlowFiles } from '../../server/src/workspace/findFlowFiles';
import { withFolder } from '../support/project';

function write(path: string, text = '{}'): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const changes = (disk: DiskState, isUrgent = (_path: string) => false) =>
  [...disk.compare(isUrgent)].flatMap((path) => (path === undefined ? [] : [basename(path)]));

test('what is new in folders is told whole, however often whoever asks stops in between', (context) =>
  withFolder(async (folder) => {
    const disk = createDiskState();
    await findFlowFiles(folder, disk);
    const names = ['a', 'b', 'new/c', 'new/e', 'new/er/d', 'z'];
    for (const name of names) write(join(folder, `${name}.flow.json`));
    write(join(folder, 'node_modules/f.flow.json'));
    // What was written a moment ago would be told twice.
    context.mock.timers.enable({ apis: ['Date'], now: Date.now() + 60_000 });
    const told: string[] = [];
    for (let tries = 0; tries < names.length; tries++)
      for (const path of disk.compare(() => false)) {
        if (path === undefined) continue;
        told.push(path);
        break;
      }
    assert.deepEqual(
      told.sort(),
      names.map((name) => join(folder, `${name}.flow.json`)),
    );
  }));

test('a file is told once for a change, again for the next one within the same moment, and the urgent first', () =>
  withFolder((folder) => {
    const disk = createDiskState();
    const [first, second] = ['first.json', 'second.json'].map((name) => join(folder, name)) as [string, string];
    for (const path of [first, second]) disk.file(path);
    assert.deepEqual(changes(disk), []);
    for (const path of [first, second]) write(path, 'a');
    assert.deepEqual(
      changes(disk, (path) => path === second),
      ['second.json', 'first.json'],
    );
    write(first, 'b');
    assert.equal(changes(disk).includes('first.json'), true);
    rmSync(first);
    assert.equal(changes(disk).includes('first.json'), true);
  }));
