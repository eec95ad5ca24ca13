import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { flowText } from '../support/flows';
import { flowLens, folderOf } from './command';

const expected = (name: string, file: string): string =>
  readFileSync(join('test/fixtures/features/graph', name, file), 'utf8');

describe('flow-lens graph', () => {
  // What an editor's cursor is marked with stands in the names of this one, and is gone in what is expected.
  const files = Object.fromEntries(
    ['booking', 'endpoints', 'help'].map((name) => [
      `${name}.flow.json`,
      expected('every-shape', `${name}.flow.json`).replace('$0', ''),
    ]),
  );

  test('prints Mermaid and nothing else', async (t) => {
    const outcome = await flowLens(['graph', 'booking.flow.json'], { cwd: folderOf(t, files) });
    assert.deepEqual(outcome, { code: 0, stdout: expected('every-shape', 'expected.mmd'), stderr: '' });
  });

  test('prints the same as SVG', async (t) => {
    const outcome = await flowLens(['graph', 'booking.flow.json', '--format', 'svg'], { cwd: folderOf(t, files) });
    assert.deepEqual(outcome, { code: 0, stdout: expected('every-shape', 'expected.svg'), stderr: '' });
  });

  test('counts findings as the configuration of the workspace sets them', async (t) => {
    const cwd = folderOf(t, {
      'a.flow.json': flowText({ node: { results: { '200': 'gone', '404': 'not-found' } } }),
      'flow-lens.config.json': JSON.stringify({ rules: { 'unknown-target': 'off', 'unreachable-node': 'off' } }),
    });
    const { code, stdout } = await flowLens(['graph', 'a.flow.json'], { cwd });
    assert.equal(code, 0);
    assert.match(stdout, /n0\[\/"get-order<br\/>API Integration · orders"\/\]/);
    assert.match(stdout, /\{\{"gone<br\/>no such node"\}\}/);
  });

  test('draws what can be read of a broken text', async (t) => {
    const text = flowText();
    const cwd = folderOf(t, { 'a.flow.json': text.slice(0, text.indexOf('"sorry": {')) });
    const { code, stdout, stderr } = await flowLens(['graph', 'a.flow.json'], { cwd });
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /n2\("not-found<br\/>Text Display/);
  });

  for (const [what, name, reason] of [
    ['is not there', 'gone.flow.json', /^flow-lens: .*gone\.flow\.json.* can't be read: .+\n$/],
    ['is a folder', '.', /^flow-lens: .* can't be read: .+\n$/],
    ['holds no object', 'list.flow.json', /^flow-lens: "list\.flow\.json" holds no flow: it is not a JSON object\n$/],
  ] as const) {
    test(`ends with 2 and the reason where the file ${what}`, async (t) => {
      const { code, stdout, stderr } = await flowLens(['graph', name], {
        cwd: folderOf(t, { 'list.flow.json': '[]' }),
      });
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, reason);
    });
  }
});
