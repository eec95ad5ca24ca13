import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { flowText } from '../support/flows';
import { flowLens, folderOf } from './command';
import { readCommands } from './reports';

async function check(cwd: string, ...args: string[]) {
  return (await flowLens(['check', '--format', 'github', ...args], { cwd })).stdout;
}

test('an annotation has place, code and message, and the other places below', async (t) => {
  const text = flowText({
    endpoint: { headers: { Accept: 'application/json' } },
    node: { headers: { accept: 'text/plain' } },
  });
  const stdout = await check(folderOf(t, { 'a.flow.json': text }));
  assert.equal(
    stdout,
    '::error file=a.flow.json,line=29,col=9,endLine=29,endColumn=17,title=header-mismatch::"accept" is "text/plain" here and ' +
      `"application/json" on the endpoint "orders"; the platform's calls fail where they differ%0Aa.flow.json:9:9: "Accept" on the endpoint\n`,
  );
});

test('errors come first, of all files, and what is less than a warning is a notice', async (t) => {
  const flow = (name: string) => flowText({ flow: { name, start: 'nowhere', colour: 1 } });
  const cwd = folderOf(t, { 'a.flow.json': flow('a'), 'b.flow.json': flow('b') });
  const kinds = async (...args: string[]) =>
    readCommands(await check(cwd, ...args)).map(({ kind, properties }) => `${kind} ${properties.file}`);
  const [error, warning, notice] = ['error', 'warning', 'notice'].map((kind) => [
    `${kind} a.flow.json`,
    `${kind} b.flow.json`,
  ]);
  assert.deepEqual(await kinds(), [error, warning].flat());
  assert.deepEqual(await kinds('--rule', 'unknown-property=hint'), [error, notice].flat());
  assert.deepEqual(await kinds('--rule', 'unknown-start=information'), [warning, notice].flat());
});

test('names and values of any characters come out as they went in', async (t) => {
  const name = 'a%0A,::b=c:d\r\n%25.flow.json';
  const cwd = folderOf(t, { [name]: flowText({ flow: { start: '%0A::error::%25' } }) });
  const stdout = await check(cwd);
  assert.equal(stdout.trimEnd().split('\n').length, 1);
  const [command] = readCommands(stdout);
  assert.equal(command?.properties.file, name);
  assert.match(command?.message ?? '', /"%0A::error::%25"/);
});

test('a file that can not be read is an error without a line all others', async (t) => {
  const cwd = folderOf(t, { 'a.flow.json': '{' });
  symlinkSync('gone', join(cwd, 'b.flow.json'));
  const [first, second] = readCommands(await check(cwd));
  assert.deepEqual(first, {
    kind: 'error',
    properties: { file: 'b.flow.json' },
    message: "b.flow.json can't be read: there is no such file",
  });
  assert.equal(second?.properties.file, 'a.flow.json');
});
