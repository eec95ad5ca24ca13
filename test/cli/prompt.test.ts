import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, beforeEach, type TestContext, test } from 'node:test';
import { flowText } from '../support/flows';
import { flowLens, folderOf, pretendedTerminal, spawnOptions } from './command';

let server: Server;
let received: IncomingMessage[] = [];

before(async () => {
  server = createServer((request, response) => {
    received.push(request);
    response.end('{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
after(() => server.close());
beforeEach(() => {
  received = [];
});

/** A command at a terminal, and all it has written to standard error so far. */
interface Attended {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves once the question was asked. */
  sees(question: string): Promise<void>;
  /** Resolves with the exit code and all of standard error. */
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>;
}

function runAttended(t: TestContext, flow: string, ...nodes: string[]): Attended {
  const cwd = folderOf(t, { 'a.flow.json': flow, 'terminal.cjs': pretendedTerminal });
  const options = { cwd, env: { NODE_OPTIONS: `--require ${join(cwd, 'terminal.cjs')}`, TERM: 'dumb' } };
  const args = [flowLens.program, 'run', 'a.flow.json', ...nodes];
  const child = spawn(process.execPath, args, { ...spawnOptions(options), stdio: 'pipe' });
  let stderr = '';
  child.stdout.resume();
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  return {
    child,
    ended: once(child, 'close').then(([code]) => ({ code, stderr })),
    async sees(question) {
      while (!stderr.includes(question)) {
        assert.equal(child.stderr.readableEnded, false, `ended without asking: ${stderr}`);
        await Promise.race([once(child.stderr, 'data'), once(child.stderr, 'end')]);
      }
    },
  };
}

const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`;
const withErrors = (path: string) =>
  flowText({ url: url(path), node: { responses: { other: 'sorry', error: 'sorry', timeout: 'sorry' } } });

test('errors are sent after a yes', async (t) => {
  const { child, sees, ended } = runAttended(t, withErrors(''), 'get-order');
  await sees('"get-order": 1 error: the platform would refuse this. Run anyway? [y/N] ');
  child.stdin.write('y\n');
  assert.equal((await ended).code, 0);
  assert.equal(received.length, 1);
});

test('anything but a yes sends nothing', async (t) => {
  for (const answer of ['n\n', '\n', 'maybe\n', '\u0004', '']) {
    const { child, sees, ended } = runAttended(t, withErrors(''), 'get-order');
    await sees('[y/N]');
    child.stdin.end(answer);
    const { code, stderr } = await ended;
    assert.equal(code, 2);
    assert.match(stderr, /Nothing was sent/);
  }
  assert.equal(received.length, 0);
});

test('Ctrl+C at a question cancels', async (t) => {
  const { child, sees, ended } = runAttended(t, withErrors(''), 'get-order');
  await sees('[y/N]');
  child.stdin.end('\u0003');
  const { code, stderr } = await ended;
  assert.equal(code, 130);
  assert.match(stderr, /"get-order": cancelled/);
});

test('values that nothing gives are asked for, and sensitive ones are not seen', async (t) => {
  const flow = JSON.parse(flowText({ url: url('[[orderId]]/[[pin]]') }));
  flow.nodes['ask-pin'] = {
    type: 'request-input',
    text: 'PIN?',
    variable: 'pin',
    sensitive: true,
    entry: true,
    next: 'get-order',
  };
  const { child, sees, ended } = runAttended(t, JSON.stringify(flow), 'get-order');
  await sees('"get-order": value of [[orderId]]: ');
  child.stdin.write('A-1001\n');
  await sees('"get-order": value of [[pin]]: ');
  child.stdin.write('927461\n');
  const { code, stderr } = await ended;
  assert.equal(code, 0);
  assert.equal(received[0]?.url, '/A-1001/927461');
  assert.ok(!stderr.includes('927461'));
});

test('nodes that run at the same time ask one after the other', async (t) => {
  const flow = JSON.parse(withErrors(''));
  flow.nodes.second = { ...flow.nodes['get-order'], entry: true };
  const { child, sees, ended } = runAttended(t, JSON.stringify(flow), 'get-order', 'second');
  await sees('"get-order": 1 error');
  child.stdin.write('n\n');
  await sees('"second": 1 error');
  child.stdin.write('y\n');
  assert.equal((await ended).code, 2);
  assert.equal(received.length, 1);
});
