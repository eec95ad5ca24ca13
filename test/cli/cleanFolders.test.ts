import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { test } from 'node:test';
import { privateEnvironmentFileName } from '#core/model/environment';
import { flowLens, folderOf } from './command';

test('the examples are clean, but for the one that is broken on purpose, and need no private file', async (t) => {
  const cwd = folderOf(t, {});
  const leftOut = ['broken.flow.json', privateEnvironmentFileName];
  cpSync('examples', cwd, { recursive: true, filter: (path) => !leftOut.includes(basename(path)) });
  assert.deepEqual(await findings(cwd), []);
});

test('the odd flows are clean', async () => {
  assert.deepEqual(await findings(resolve('test/fixtures/flows/odd')), []);
});

/** All open ones, hints included, of a folder that has to pass. */
async function findings(cwd: string): Promise<readonly unknown[]> {
  const { stdout, code } = await flowLens(['check', '--max-warnings', '0', '--format', 'json'], { cwd });
  assert.equal(code, 0, stdout);
  const { files }: Report = JSON.parse(stdout);
  assert.ok(files.length > 3, stdout);
  return files.flatMap((file) => file.findings.filter(({ suppressed }) => !suppressed));
}

interface Report {
  readonly files: readonly { readonly findings: readonly { readonly suppressed: boolean }[] }[];
}
