import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, test } from 'node:test';
import { rules } from '#core/rules/index';
import { explain } from '../../server/src/cli/commands/explain';
import { createTerminal } from '../../server/src/cli/createTerminal';
import { flowText } from '../support/flows';
import { flowLens, folderOf, pretendedTerminal, spawnOptions } from './command';

describe('wrong usage ends with 2 and a word on standard error', () => {
  const cases: readonly (readonly string[])[] = [
    [],
    ['chek'],
    ['--nothing'],
    ['rules', '--format', 'xml'],
    ['rules', 'more'],
    ['explain'],
    ['explain', 'no-such-rule'],
    ['lsp'],
    ['graph'],
    ['graph', 'a.flow.json', '--format', 'png'],
    ['graph', 'a.flow.json', 'b.flow.json'],
    ['graph', 'no-such.flow.json'],
    ['run'],
    ['run', 'a.flow.json'],
    ['run', 'a.flow.json', 'node', '--timeout', '0'],
    ['run', 'a.flow.json', 'node', '--var', 'orderId'],
    ['run', 'a.flow.json', 'node', '--timeout', '600001'],
    ['run', 'a.flow.json', 'node', '--env-var', '=value'],
    ['run', 'a.flow.json', 'node', '--format', 'yaml'],
    ['run', 'a.flow.json', 'node', '--vars'],
    ['run', 'a.flow.json', 'node', '--secret-from-env', 'KEY=value'],
    ['run', 'a.flow.json', 'node', '--allow-secret', 'KEY'],
    ['run', 'a.flow.json', 'node', '--expect'],
  ];
  for (const args of cases) {
    test(`flow-lens ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await flowLens(args);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.notEqual(stderr, '');
      assert.doesNotMatch(stderr, /^ {4}at /m, 'no stack');
    });
  }

  test('suggests what was meant', async () => {
    assert.match((await flowLens(['chek'])).stderr, /^flow-lens: .*check/);
    assert.match((await flowLens(['explain', 'heder-mismatch'])).stderr, /did you mean "header-mismatch"/);
  });
});

test('help and version are no failures', async () => {
  const help = await flowLens(['--help']);
  assert.deepEqual([help.code, help.stderr], [0, '']);
  for (const command of ['check', 'run', 'rules', 'explain', 'graph', 'lsp'])
    assert.ok(help.stdout.includes(`  ${command} `));
  const forCheck = await flowLens(['check', '--help']);
  assert.equal(forCheck.code, 0);
  assert.match(forCheck.stdout, /--max-warnings/);
  assert.match((await flowLens(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
});

test('rules lists every rule', async () => {
  const { stdout } = await flowLens(['rules', '--format', 'json']);
  const expected = rules.map(({ code, severity, title, fixable, basis }) => ({
    code,
    severity,
    title,
    fixable,
    basis,
    docs: `https://github.com/flow-lens/flow-lens/blob/main/docs/rules/${code}.md`,
  }));
  assert.deepEqual(JSON.parse(stdout), { version: 1, rules: expected });
  const table = (await flowLens(['rules'])).stdout.trimEnd().split('\n');
  assert.deepEqual(
    table.map((row) => row.split(' ')[0]),
    rules.map(({ code }) => code),
  );
});

/** What the command says of a rule, without a process for each. */
function explained(code: string): string {
  const texts: string[] = [];
  const terminal = { ...createTerminal(), colour: false, print: (text: string) => void texts.push(text) };
  assert.equal(explain(code, terminal), 0);
  return texts.join('');
}

test('explain says what a rule finds and why, shows what is wrong and what is right, and where more is written', async () => {
  const { stdout, code } = await flowLens(['explain', 'header-mismatch']);
  assert.deepEqual([code, stdout], [0, explained('header-mismatch')]);
  for (const { code, title, explanation, example } of rules) {
    const stdout = explained(code);
    for (const part of [title, explanation, `/docs/rules/${code}.md`]) assert.ok(stdout.includes(part), part);
    const { wrong, right, file, beside = {} } = example;
    const at = [wrong, right, ...Object.values(beside)].map((text) =>
      stdout.indexOf(text.trim().replaceAll(/^/gm, '  ')),
    );
    assert.ok(
      at.every((offset, index) => offset > (at[index - 1] ?? 0)),
      `${code} in this order: ${at}`,
    );
    for (const name of [file ?? '', ...Object.keys(beside)]) assert.ok(stdout.includes(name), name);
  }
});

test('lsp --stdio serves', async () => {
  const server = spawn(process.execPath, [flowLens.program, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(server, 'exit');
  const message = (content: object) => {
    const json = JSON.stringify({ jsonrpc: '2.0', ...content });
    return `Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
  };
  const params = { processId: process.pid, rootUri: null, capabilities: {} };
  server.stdin.write(message({ id: 1, method: 'initialize', params }));
  const [answer]: Buffer[] = await once(server.stdout, 'data');
  assert.match(String(answer), /^Content-Length: \d+\r\n/);
  server.stdin.write(message({ id: 2, method: 'shutdown' }) + message({ method: 'exit' }));
  assert.deepEqual(await exited, [0, null]);
});

describe('colour', () => {
  async function report(t: Parameters<typeof folderOf>[0], env: NodeJS.ProcessEnv, isTerminal = true): Promise<string> {
    const cwd = folderOf(t, { 'a.flow.json': '[]', 'terminal.cjs': pretendedTerminal });
    const terminal = isTerminal ? { NODE_OPTIONS: `--require ${join(cwd, 'terminal.cjs')}` } : {};
    const options = { cwd, env: { TERM: 'xterm-256color', ...terminal, ...env } };
    return (await flowLens(['check', 'a.flow.json'], options)).stdout;
  }

  test('is shown on a terminal', async (t) => {
    for (const env of [{}, { NO_COLOR: '' }])
      assert.ok((await report(t, env)).includes('\u001b[31merror\u001b[39m'), JSON.stringify(env));
  });
  test('is not shown where NO_COLOR is set, nor on a terminal that has none, nor in a file', async (t) => {
    assert.ok(!(await report(t, { NO_COLOR: '1' })).includes('\u001b'));
    assert.ok(!(await report(t, { TERM: 'dumb' })).includes('\u001b'));
    assert.ok(!(await report(t, {}, false)).includes('\u001b'));
  });
});

test('a reader that has seen enough is no failure, and the exit code stands', async (t) => {
  const properties = Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`key-${index}`, index]));
  const files = Array.from({ length: 20 }, (_, index) => [
    `${index}.flow.json`,
    flowText({ flow: { ...properties, name: `flow-${index}` } }),
  ]);
  const cwd = folderOf(t, Object.fromEntries(files));
  const args = [flowLens.program, 'check', '--format', 'json', '--rule', 'unknown-property=error'];
  const child = spawn(process.execPath, args, { ...spawnOptions({ cwd }), stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'exit');
  const said = text(child.stderr);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  assert.deepEqual(await closed, [1, null]);
  assert.equal(await said, '');
});
