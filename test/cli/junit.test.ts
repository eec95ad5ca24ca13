import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { flowText } from '../support/flows';
import { flowLens, folderOf } from './command';
import { readSuites } from './reports';

async function suitesOf(cwd: string, ...args: string[]) {
  return readSuites((await flowLens(['check', '--format', 'junit', ...args], { cwd })).stdout);
}

test('a suite is a file: errors fail, the rest passes with its text, what is accepted is skipped', async (t) => {
  const cwd = folderOf(t, {
    'a.flow.json': flowText({
      flow: {
        start: 'nowhere',
        colour: 1,
        suppressions: [{ rule: 'unknown-start', reason: 'the "platform" <knows>' }],
      },
      node: { results: { '200': 'nobody', '404': 'nobody' } },
    }),
    'b.flow.json': flowText({ flow: { name: 'clean' } }),
  });
  symlinkSync('gone', join(cwd, 'c.flow.json'));
  const [broken, clean, unreadable, ...others] = await suitesOf(cwd);
  assert.deepEqual(others, []);
  assert.deepEqual(
    broken?.testcase.map(({ name, classname, failure, skipped, ...rest }) => {
      const outcome =
        failure?.type ?? (skipped === undefined ? (rest['system-out'] ?? '').split(' ')[1] : skipped.message);
      return [name, classname, outcome];
    }),
    [
      ['unknown-start', 'a.flow.json', 'the "platform" <knows>'],
      ['unknown-target in get-order', 'a.flow.json', 'error'],
      ['unknown-target in get-order (2)', 'a.flow.json', 'error'],
      ['unknown-property', 'a.flow.json', 'warning:'],
    ],
  );
  assert.match(broken?.testcase[1]?.failure?.['#text'] ?? '', /^a\.flow\.json:\d+:\d+: error: No .*"nobody"/);
  assert.deepEqual([broken?.tests, broken?.failures, broken?.skipped, broken?.errors], ['4', '2', '1', '0']);
  assert.deepEqual(
    clean?.testcase.map(({ name, failure }) => [name, failure]),
    [['no findings', undefined]],
  );
  assert.equal(unreadable?.testcase[0]?.error?.message, "c.flow.json can't be read: there is no such file");
  assert.deepEqual([unreadable?.tests, unreadable?.errors], ['1', '1']);
});

test('warnings fail where there are more than --max-warnings allows', async (t) => {
  const cwd = folderOf(t, { 'a.flow.json': flowText({ flow: { colour: 1 } }) });
  const failures = async (...args: string[]) => (await suitesOf(cwd, ...args)).map((suite) => suite.failures);
  assert.deepEqual(await failures(), ['0']);
  assert.deepEqual(await failures('--max-warnings', '1'), ['0']);
  assert.deepEqual(await failures('--max-warnings', '0'), ['1']);
});

test('any name and value makes well-formed XML', async (t) => {
  const hostile = ']]><a b="c">&amp;\u0000\u000b\u001b\uFFFE\uFFFF\u{1F600}';
  const file = '<&"\u0001>\'.flow.json';
  const cwd = folderOf(t, { [file]: flowText({ flow: { start: hostile } }) });
  const [suite] = await suitesOf(cwd);
  assert.equal(suite?.name, '<&"\\u0001>\'.flow.json');
  const { message = '' } = suite?.testcase[0]?.failure ?? {};
  assert.ok(message.includes(']]><a b="c">&amp;\\u0000\\u000b\\u001b\uFFFD\uFFFD\u{1F600}'), message);
});
