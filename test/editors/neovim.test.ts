import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flowText } from '../support/flows';
import { startAnsweringServer } from '../support/httpServers';
import { inNeovim } from './inNeovim';

/** What came of a run, and what was asked before: the lines of each question. */
interface SeenRun {
  readonly asked: readonly (readonly string[])[];
  readonly messages: string;
}

test('Neovim shows findings while a flow is edited', async () => {
  const node = { results: { '200': 'done', '404': 'nowhere' }, responses: { other: 'sorry', error: 'sorry' } };
  const seen = await inNeovim<{ first: string[]; filetype: string }>('diagnostics', {
    'a.flow.json': flowText({ node }),
  });
  assert.deepEqual(seen, { first: ['missing-default-response', 'unknown-target'], filetype: 'flow-json' });
});

test('Neovim shows other findings at the next key when an environment file has changed on disk', async () => {
  const files = { 'a.flow.json': flowText({ url: '{{ordersApi}}' }), 'http-client.env.json': '{ "dev": {} }' };
  await inNeovim('changed_on_disk', files);
});

test('a code action of Neovim mends a finding', async () => {
  const files = { 'a.flow.json': flowText({ node: { results: { '200': 'done', '404': 'not-fount' } } }) };
  const seen = await inNeovim<{ asked: readonly string[][]; text: string }>('code_action', files);
  assert.equal(seen.asked.length, 1);
  assert.equal(`${seen.text}\n`, flowText());
});

test('Neovim completes, without the placeholders that it does not expand', async () => {
  const seen = await inNeovim<{ words: string[] }>('completion', { 'a.flow.json': flowText() });
  assert.ok(
    seen.words.some((word) => word.includes('api-integration')),
    seen.words.join(),
  );
  assert.equal(
    seen.words.some((word) => /\$\d|\$\{/.test(word)),
    false,
  );
});

const posting = (url: string) => ({ 'a.flow.json': flowText({ url, endpoint: { method: 'POST' } }) });

test('a command runs a node from Neovim after a yes, and its result is seen', async () => {
  await using server = await startAnsweringServer('429 Too Many Requests');
  const seen = await inNeovim<SeenRun & { lens: string }>('run', posting(server.origin));
  assert.deepEqual(seen.asked.flat().slice(0, 1), [`get-order: Send POST to ${server.origin}?`]);
  assert.match(seen.messages, /\[flow-lens\]\[Info\] get-order: ✓ 429 Too Many Requests · [\d.]+ ms → sorry/);
  assert.equal(seen.lens, 'Run · 429 → sorry');
  assert.match(server.heads[0] ?? '', /^POST \/ HTTP/);
  assert.equal(server.heads.length, 1);
});

test('a no sends nothing from Neovim', async () => {
  await using server = await startAnsweringServer('200 OK');
  const seen = await inNeovim<SeenRun>('refuse', posting(server.origin));
  assert.equal(seen.asked.length, 1);
  assert.match(seen.messages, /Nothing was sent: Send POST to .*: not confirmed/);
  assert.equal(server.connections(), 0);
});

test('a code action in a node runs it from Neovim, and asks as well', async () => {
  await using server = await startAnsweringServer('404 Not Found');
  const seen = await inNeovim<SeenRun>('run_by_action', posting(server.origin));
  assert.equal(seen.asked.length, 2);
  assert.equal(seen.asked[1]?.[0], `get-order: Send POST to ${server.origin}?`);
  assert.match(seen.messages, /get-order: ✓ 404 Not Found · [\d.]+ ms → not-found/);
  assert.equal(server.heads.length, 1);
});
