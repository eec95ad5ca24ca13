import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Diagnostic, ProgressType } from 'vscode-languageserver-protocol/node';
import { type LanguageServer, startLanguageServer } from '../support/languageServer';

const library = (accept: string) =>
  JSON.stringify({
    version: 1,
    name: 'library',
    endpoints: {
      orders: {
        url: 'https://api.example.com/orders',
        headers: { Accept: accept },
        elementValidation: 'HTTP_RESPONSE_CODE',
      },
    },
  });

const responses = { other: 'end', error: 'end', timeout: 'end', 'max-connection': 'end' };

const caller = JSON.stringify({
  version: 1,
  name: 'caller',
  imports: ['library.flow.json'],
  start: 'get',
  nodes: {
    get: {
      type: 'api-integration',
      endpoint: 'orders',
      headers: { Accept: 'application/xml' },
      results: { 200: { flow: 'details', step: 'show' } },
      responses,
    },
    end: { type: 'end' },
  },
});

const details = (step: string) =>
  JSON.stringify({
    version: 1,
    name: 'details',
    imports: ['library.flow.json'],
    start: 'hello',
    nodes: {
      hello: { type: 'text-display', text: 'Hello', next: 'end' },
      [step]: { type: 'text-display', text: 'It is [[orders:status]]', next: 'end' },
      end: { type: 'end' },
    },
  });

test('findings of files that nobody opened follow a change in another one, in an editor and on disk', async (context) => {
  const server = await startLanguageServer({
    files: {
      'library.flow.json': library('text/plain'),
      'caller.flow.json': caller,
      'details.flow.json': details('show'),
    },
  });
  context.after(server.stop);
  const problems = followWorkspace(server, context);

  await problems.until({ 'caller.flow.json': ['header-mismatch'], 'details.flow.json': [] });
  await server.open('library.flow.json', library('application/xml'));
  await problems.until({ 'caller.flow.json': ['redundant-header'] });

  writeFileSync(join(server.folder, 'details.flow.json'), details('tell'));
  await server.tellChanged('details.flow.json', 2);
  await problems.until({ 'caller.flow.json': ['redundant-header', 'unknown-target'] });

  rmSync(join(server.folder, 'caller.flow.json'));
  await server.tellChanged('caller.flow.json', 3);
  await problems.until({ 'caller.flow.json': [], 'details.flow.json': ['unreachable-node'] });
});

test('the whole workspace can be checked on demand, with the sum of what was found', async (context) => {
  const files = {
    'library.flow.json': library('text/plain'),
    'caller.flow.json': caller,
    'details.flow.json': details('x'),
  };
  const server = await startLanguageServer({ files });
  context.after(server.stop);
  const result = await server.connection.sendRequest('flowLens/checkWorkspace', {});
  assert.deepEqual(result, { files: 3, errors: 2, warnings: 0, information: 0, hints: 0, suppressed: 0 });
});

/** Pulls the diagnostics of the workspace as VS Code does, again and again, and keeps what was said of each file last. */
function followWorkspace(server: LanguageServer, context: TestContext) {
  const said = new Map<string, { readonly resultId: string; readonly codes: readonly unknown[] }>();
  const changes = new EventEmitter();
  let isOver = false;
  context.after(() => {
    isOver = true;
  });
  const pull = async (round: number): Promise<void> => {
    const partialResultToken = `round ${round}`;
    server.connection.onProgress(new ProgressType<PartialReport>(), partialResultToken, ({ items }) => {
      for (const { uri, resultId, items: found } of items) {
        said.set(uri, { resultId, codes: found.map(({ code }) => code) });
      }
      changes.emit('change');
    });
    const previousResultIds = [...said].map(([uri, { resultId }]) => ({ uri, value: resultId }));
    await server.connection.sendRequest('workspace/diagnostic', { partialResultToken, previousResultIds });
    if (!isOver) await pull(round + 1);
  };
  // The request that is open when the server stops fails, as it should.
  pull(1).catch(() => undefined);
  return {
    async until(expected: Readonly<Record<string, readonly string[]>>): Promise<void> {
      const isSo = () =>
        Object.entries(expected).every(
          ([name, codes]) => JSON.stringify(said.get(server.uri(name))?.codes.toSorted()) === JSON.stringify(codes),
        );
      while (!isSo()) await once(changes, 'change');
    },
  };
}

interface PartialReport {
  readonly items: readonly { readonly uri: string; readonly resultId: string; readonly items: readonly Diagnostic[] }[];
}
