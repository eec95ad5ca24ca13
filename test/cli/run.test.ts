import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, test } from 'node:test';
import { flowText } from '../support/flows';
import { flowLens, folderOf, spawnOptions } from './command';
import { useOriginServer } from './originServer';

/** Answers `/200`, `/404`, … with that status; `/never` not at all. */
const service = useOriginServer(({ url: path = '' }, response) => {
  if (path === '/never') return;
  const status = Number(/^\/(\d{3})/.exec(path)?.[1] ?? 200);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ status: 'lost', path }));
});

const withErrors = { responses: { other: 'sorry', error: 'sorry', timeout: 'sorry' } };

describe('exit codes', () => {
  interface Case {
    readonly code: number;
    readonly path?: string;
    readonly node?: object;
    readonly args?: readonly string[];
    /** Requests that reach the server; untold where a deadline may pass before. */
    readonly sent?: number;
  }
  const cases: Readonly<Record<string, Case>> = {
    'a result is taken': { code: 0, path: '/200', sent: 1 },
    'a result for a failure of the service is a result': { code: 0, path: '/404', sent: 1 },
    'a default response is taken': { code: 1, path: '/429', sent: 1 },
    'the default response that was expected': { code: 0, path: '/429', args: ['--expect', 'other'], sent: 1 },
    'the result that was expected': { code: 0, path: '/404', args: ['--expect', '404'], sent: 1 },
    'another result than expected': { code: 1, path: '/404', args: ['--expect', '200'], sent: 1 },
    'the deadline passes': { code: 1, path: '/never', args: ['--timeout', '200'] },
    'the deadline passes, as expected': { code: 0, path: '/never', args: ['--timeout', '200', '--expect', 'timeout'] },
    'a branch that the node does not have is expected': { code: 2, args: ['--expect', '4o4'], sent: 0 },
    'errors in the node': { code: 2, node: withErrors, sent: 0 },
    'errors in the node, sent all the same': { code: 0, node: withErrors, args: ['--yes'], sent: 1 },
    'a value is missing': { code: 2, path: '/200/[[orderId]]', sent: 0 },
    'a value is given': { code: 0, path: '/200/[[orderId]]', args: ['--var', 'orderId=A=1'], sent: 1 },
    'an environment value is missing': { code: 2, path: '/200/{{name}}', sent: 0 },
    'an environment value is given': { code: 0, path: '/200/{{name}}', args: ['--env-var', 'name=x'], sent: 1 },
    'an environment that is not there': { code: 2, args: ['--env', 'nowhere'], sent: 0 },
    'only shown': { code: 0, args: ['--dry-run'], sent: 0 },
    'only shown, with a value missing': { code: 0, path: '/200/[[orderId]]', args: ['--dry-run'], sent: 0 },
  };
  for (const [name, { code, path = '/200', node = {}, args = [], sent }] of Object.entries(cases)) {
    test(`${name}: ${code}`, async (t) => {
      const cwd = folderOf(t, { 'a.flow.json': flowText({ url: `${service.origin}${path}`, node }) });
      const outcome = await flowLens(['run', 'a.flow.json', 'get-order', ...args], { cwd });
      assert.equal(outcome.code, code, outcome.stderr);
      if (sent !== undefined) assert.equal(service.received.length, sent);
      if (code === 2) {
        assert.equal(outcome.stdout, '');
        assert.match(outcome.stderr, /^flow-lens: .+\n$/);
      }
    });
  }

  test('a file or node that is not there, or not to be run: 2', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': flowText({ node: { endpoint: 'nowhere' } }) });
    const refusals = [
      [['b.flow.json', 'get-order'], "b.flow.json can't be read: there is no such file"],
      [['.', 'get-order'], "can't be read: it is a folder"],
      [['a.flow.json', 'get-ordr'], 'has the id "get-ordr" (did you mean "get-order"?)'],
      [['a.flow.json', 'sorry'], 'Only API Integration nodes can be run, and "sorry" is none'],
      [['a.flow.json', 'get-order'], 'The node "get-order" calls no endpoint that is set up'],
    ] as const;
    for (const [args, reason] of refusals) {
      const { code, stdout, stderr } = await flowLens(['run', ...args], { cwd });
      assert.deepEqual([code, stdout], [2, '']);
      assert.ok(stderr.includes(reason), stderr);
    }
  });

  test('cancelled by Ctrl+C: 130, at once', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': flowText({ url: `${service.origin}/never` }) });
    const args = [flowLens.program, 'run', 'a.flow.json', 'get-order', '--format', 'json'];
    const arrived = once(service.server, 'request');
    const child = spawn(process.execPath, args, { ...spawnOptions({ cwd }), stdio: ['ignore', 'pipe', 'pipe'] });
    const exited = once(child, 'exit');
    const said = Promise.all([text(child.stdout), text(child.stderr)]);
    await arrived;
    child.kill('SIGINT');
    assert.deepEqual(await exited, [130, null]);
    assert.deepEqual(await said, ['', 'flow-lens: "get-order": cancelled\n']);
  });
});

describe('the document of --format json', () => {
  test('has request, response, branch, variables and times', async (t) => {
    const cwd = folderOf(t, {
      'sub/a.flow.json': flowText({
        url: `${service.origin}/404`,
        endpoint: { headers: { Accept: 'application/json' } },
      }),
      'sub/http-client.env.json': '{ "dev": {} }',
    });
    const { stdout, stderr } = await flowLens(['run', 'sub/a.flow.json', 'get-order', '--format', 'json'], { cwd });
    assert.equal(stderr, '');
    const { response, timings, request, ...others } = JSON.parse(stdout);
    assert.deepEqual(others, {
      version: 1,
      file: 'sub/a.flow.json',
      node: 'get-order',
      endpoint: 'orders',
      environment: 'dev',
      failure: null,
      validation: { expression: 'HTTP_RESPONSE_CODE', value: '404' },
      branch: { kind: 'result', key: '404', target: 'not-found', why: 'status 404 has its own result' },
      notes: [],
      variables: { 'orders:status': 'lost', 'orders:path': '/404' },
    });
    assert.equal(request.method, 'GET');
    assert.equal(request.url, `${service.origin}/404`);
    assert.deepEqual([response.status, response.reason, response.bodyEncoding], [404, 'Not Found', 'utf-8']);
    assert.deepEqual(Object.keys(timings), ['dns', 'connect', 'tls', 'firstByte', 'download', 'total']);
  });

  test('is a list where several nodes were named: they run at the same time, and share connections', async (t) => {
    const one = JSON.parse(flowText({ url: `${service.origin}/never`, endpoint: { maxConnections: 1 } }));
    one.nodes.second = { ...one.nodes['get-order'] };
    one.nodes.end = { type: 'api-end' };
    const cwd = folderOf(t, { 'a.flow.json': JSON.stringify(one) });
    const args = ['run', 'a.flow.json', 'get-order', 'second', '--timeout', '300', '--format', 'json'];
    const { stdout, code } = await flowLens(args, { cwd });
    const branches = JSON.parse(stdout).map(({ node, branch }: { node: string; branch: { key: string } }) => [
      node,
      branch.key,
    ]);
    assert.deepEqual(branches, [
      ['get-order', 'timeout'],
      ['second', 'max-connection'],
    ]);
    assert.equal(code, 1);
    assert.ok(service.received.length < 2);
  });

  test('shows the request alone with --dry-run, and what has no value', async (t) => {
    const url = `${service.origin}/200/[[orderId]]/{{name}}`;
    const cwd = folderOf(t, { 'a.flow.json': flowText({ url }) });
    const args = ['run', 'a.flow.json', 'get-order', '--dry-run', '--var', 'orderId=a b', '--format', 'json'];
    const { request, missing, response } = JSON.parse((await flowLens(args, { cwd })).stdout);
    assert.equal(request.method, 'GET');
    assert.match(request.url, /\/200\/a%20b\//);
    assert.deepEqual(missing, ['{{name}}']);
    assert.equal(response, undefined);
  });
});

describe('the report for people', () => {
  test('shows the request, the branch, why, and what later nodes can use', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': flowText({ url: `${service.origin}/429` }) });
    const { stdout } = await flowLens(['run', 'a.flow.json', 'get-order'], { cwd });
    const lines = stdout.split('\n');
    assert.equal(lines[0], 'get-order');
    assert.equal(lines[1], `  GET ${service.origin}/429`);
    assert.match(stdout, /^ {2}Branch "other": no result for 429, so "other"$/m);
    assert.match(stdout, /^ {2}✓ 429 Too Many Requests · [\d.]+ m?s → sorry$/m);
    assert.match(stdout, /^ {4}orders:status {2}"lost"$/m);
    assert.ok(!stdout.includes('\u001b'));
  });

  test('shows twenty variables at the most', async (t) => {
    const fields = Array.from({ length: 25 }, (_, index) => [`field-${index}`, index]);
    const many = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(Object.fromEntries(fields)));
    });
    await once(many.listen(0, '127.0.0.1'), 'listening');
    t.after(() => many.close());
    const url = `http://127.0.0.1:${(many.address() as AddressInfo).port}`;
    const cwd = folderOf(t, { 'a.flow.json': flowText({ url }) });
    const { stdout } = await flowLens(['run', 'a.flow.json', 'get-order'], { cwd });
    assert.equal(stdout.match(/orders:field-/g)?.length, 20);
    assert.match(stdout, /^ {4}and 5 more: --format json has them all$/m);
  });

  test('shows the request alone with --dry-run', async (t) => {
    const node = { headers: { Accept: 'text/plain' }, query: [{ name: 'a', value: 'b c' }] };
    const cwd = folderOf(t, { 'a.flow.json': flowText({ url: `${service.origin}/[[orderId]]`, node }) });
    const { stdout } = await flowLens(['run', 'a.flow.json', 'get-order', '--dry-run'], { cwd });
    const lines = stdout.split('\n');
    assert.equal(lines[0], 'get-order');
    assert.match(lines[1] ?? '', /^ {2}GET http.*\?a=b%20c$/);
    assert.ok(lines.includes('  accept: text/plain'));
    assert.ok(lines.includes('  [[orderId]] has no value'));
  });
});
