import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { listen } from '../support/liveRun';
import { loginFlow } from '../support/loginFlow';
import { flowLens, folderOf } from './command';

const token = 'a-token-of-the-session';

/** The login answers with a status; whatever follows repeats what it was sent. */
function listenAsApi(context: Parameters<typeof listen>[0], status = 200) {
  return listen(context, ({ url, headers }, response) => {
    response.writeHead(url === '/login' ? status : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ token, customer: { id: 7 }, echo: headers.authorization ?? null }));
  });
}

describe('a run to a node', () => {
  test('runs those first that it needs, and its document holds theirs', async (t) => {
    const { url, seen } = await listenAsApi(t);
    const cwd = folderOf(t, { 'a.flow.json': loginFlow(url) });
    const args = ['run', 'a.flow.json', 'get-order', '--to-here', '--format', 'json'];
    const { code, stdout, stderr } = await flowLens(args, { cwd });
    assert.deepEqual([code, stderr, seen], [0, '', ['GET /login', 'GET /orders/7']]);
    const result = JSON.parse(stdout);
    assert.deepEqual([result.node, result.branch.key], ['get-order', '200']);
    assert.deepEqual(
      result.steps.map((step: { node: string }) => step.node),
      ['login'],
    );
    assert.equal(stdout.includes(token), false);
  });

  test('tells all of them as text, in their order', async (t) => {
    const { url } = await listenAsApi(t);
    const cwd = folderOf(t, { 'a.flow.json': loginFlow(url) });
    const { code, stdout } = await flowLens(['run', 'a.flow.json', 'get-order', '--to-here'], { cwd });
    assert.equal(code, 0);
    assert.match(stdout, /^login\n[\s\S]*→ get-order\n[\s\S]*\nget-order\n[\s\S]*→ end\n/);
  });

  test('ends where one of them takes a branch that does not lead there: 2', async (t) => {
    const { url, seen } = await listenAsApi(t, 403);
    const cwd = folderOf(t, { 'a.flow.json': loginFlow(url) });
    const args = ['run', 'a.flow.json', 'get-order', '--to-here', '--format', 'json'];
    const { code, stdout, stderr } = await flowLens(args, { cwd });
    assert.deepEqual([code, stdout, seen], [2, '', ['GET /login']]);
    assert.match(stderr, /"login" takes "403", which leads to "end", and from there no way leads on\n$/);
  });

  test('shows all of them before anything is sent', async (t) => {
    const { url, seen } = await listenAsApi(t);
    const cwd = folderOf(t, { 'a.flow.json': loginFlow(url) });
    const dry = await flowLens(['run', 'a.flow.json', 'get-order', '--to-here', '--dry-run'], { cwd });
    assert.match(
      dry.stdout,
      /\/login[\s\S]*\/orders\/\[\[login:customer\.id\]\][\s\S]*\[\[auth:token\]\] has no value/,
    );
    const curl = await flowLens(['run', 'a.flow.json', 'get-order', '--to-here', '--format', 'curl'], { cwd });
    assert.equal(curl.stdout.match(/^curl /gm)?.length, 2);
    assert.deepEqual([dry.code, curl.code, seen], [0, 0, []]);
  });

  test('is to one node: 2', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': loginFlow('http://127.0.0.1:9') });
    const { code, stderr } = await flowLens(['run', 'a.flow.json', 'get-order', 'login', '--to-here'], { cwd });
    assert.deepEqual([code, stderr], [2, 'flow-lens: --to-here takes one node\n']);
  });
});
