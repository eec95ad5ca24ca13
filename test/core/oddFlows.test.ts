import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { suite, test } from 'node:test';
import { type CheckOptions, type CheckResult, check } from '#core/check';
import { environmentNames } from '#core/model/environment';
import { configurationFileName } from '#core/model/sideFile';
import { parseConfiguration } from '../../server/src/workspace/configuration';
import { toUri } from '../../server/src/workspace/uri';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace';

// Flows that use what the format allows in ways nobody thinks of first. They lie there as they are: with a byte order mark, with tabs.
const folder = resolve('test/fixtures/flows/odd');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.flow.json'))
  .sort();
const { secrets } = parseConfiguration(readFileSync(join(folder, configurationFileName), 'utf8')).configuration;
const options: CheckOptions = { today: '2026-01-15', isSecret: (name) => secrets.includes(name) };

suite('odd but right flows', () => {
  test('are many', () => assert.ok(files.length >= 12));

  for (const file of files) {
    test(`${file}: nothing is found, whatever environment is picked`, async () => {
      const workspace = createWorkspace([folder]);
      await workspace.scan();
      const document = documentOf(file, workspace);
      const names = environmentNames(workspace.project.environmentFiles(document.uri));
      for (const environment of [null, ...names, 'no-such']) {
        assert.deepEqual(open(check(document, workspace.project, { ...options, environment })), [], `${environment}`);
      }
    });
    test(`${file}: nothing is found where it is no file of a workspace`, () => {
      const document = documentOf(file, createWorkspace([folder]));
      assert.deepEqual(open(check({ ...document, uri: 'untitled:flow' }, undefined, options)), []);
    });
  }

  test('are as odd as they were made', () => {
    const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');
    assert.match(textOf('byte-order-mark.flow.json'), /^\uFEFF\{\r\n\t/);
    assert.doesNotMatch(textOf('byte-order-mark.flow.json'), /[^\r]\n/);
    assert.match(textOf('carriage-returns.flow.json'), /^\{\r\t[^\n]*$/);
    assert.doesNotMatch(textOf('one-line.flow.json'), /[\r\n]/);
  });
});

function documentOf(file: string, workspace: Workspace) {
  return workspace.document(toUri(join(folder, file))) ?? assert.fail(`${file} can be read`);
}

/** What nobody answers for. */
function open({ all }: CheckResult): readonly string[] {
  return all.flatMap(({ suppressed, code, message }) => (suppressed ? [] : [`${code}: ${message}`]));
}
