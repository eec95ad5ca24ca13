import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeLens, ProtocolConnection } from 'vscode-languageserver-protocol/node';
import { flowText } from '../support/flows';
import { type LanguageServer, pulling, startLanguageServer } from '../support/languageServer';

const library = flowText({ flow: { name: 'library', nodes: {}, start: undefined } });
const shop = flowText({ flow: { name: 'shop', imports: ['./library.flow.json'], endpoints: {} } });
const files = { 'library.flow.json': library, 'shop.flow.json': shop };

/** How often the server has asked its client to ask anew, and a way to wait for that. */
interface Refreshes {
  readonly counts: Record<'diagnostic' | 'codeLens', number>;
  reached(kind: 'diagnostic' | 'codeLens', count: number): Promise<void>;
}

function observe(connection: ProtocolConnection): Refreshes {
  const counts = { diagnostic: 0, codeLens: 0 };
  let wake = (): void => undefined;
  for (const kind of ['diagnostic', 'codeLens'] as const) {
    connection.onRequest(`workspace/${kind}/refresh`, () => {
      counts[kind]++;
      wake();
      return null;
    });
  }
  return {
    counts,
    async reached(kind, count) {
      while (counts[kind] < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** Both flows are open and drawn, and the server has said all that it says at its start. */
async function startDrawn(t: { after(end: () => Promise<void>): void }, capabilities = pulling) {
  let refreshes: Refreshes | undefined;
  const server = await startLanguageServer({
    files,
    capabilities,
    prepare: (connection) => {
      refreshes = observe(connection);
    },
  });
  t.after(() => server.stop());
  assert.ok(refreshes !== undefined);
  // When it has read the workspace.
  if (capabilities.workspace?.diagnostics?.refreshSupport) await refreshes.reached('diagnostic', 1);
  for (const [name, text] of Object.entries(files)) await server.open(name, text);
  assert.deepEqual(await look(server), { codes: [], title: 'Run' });
  return { server, refreshes, begun: { ...refreshes.counts } };
}

/** What a client draws of the shop, and asks of the library meanwhile. */
async function look(server: LanguageServer) {
  await server.diagnostics('library.flow.json');
  const codes = (await server.diagnostics('shop.flow.json')).map(({ code }) => code);
  const textDocument = { uri: server.uri('shop.flow.json') };
  const [lens]: CodeLens[] = await server.connection.sendRequest('textDocument/codeLens', { textDocument });
  const resolved: CodeLens = await server.connection.sendRequest('codeLens/resolve', lens);
  return { codes, title: resolved.command?.title };
}

const renamed = library.replace('"orders"', '"parcels"');
const broken = { codes: ['unknown-endpoint'], title: 'Run · 1 error' };

test('an edit that others depend on has them asked for anew, with their lenses: once for any number of edits', async (t) => {
  const { server, refreshes, begun } = await startDrawn(t);
  for (let version = 2; version < 30; version++)
    await server.change('library.flow.json', version, version % 2 === 0 ? library : renamed);
  await refreshes.reached('codeLens', begun.codeLens + 1);
  assert.deepEqual(refreshes.counts, { diagnostic: begun.diagnostic + 1, codeLens: begun.codeLens + 1 });
  assert.deepEqual(await look(server), broken);
  await server.change('library.flow.json', 30, library);
  await refreshes.reached('codeLens', begun.codeLens + 2);
  assert.deepEqual(refreshes.counts, { diagnostic: begun.diagnostic + 2, codeLens: begun.codeLens + 2 });
  assert.deepEqual(await look(server), { codes: [], title: 'Run' });
});

test('a client that has asked about the whole workspace is asked for what it has open all the same: it draws that from its own requests', async (t) => {
  const { server, refreshes, begun } = await startDrawn(t);
  const pull = () => {
    const params = { previousResultIds: [], partialResultToken: 'workspace' };
    return server.connection.sendRequest('workspace/diagnostic', params);
  };
  const asked = pull();
  await server.diagnostics('shop.flow.json');
  await server.change('library.flow.json', 2, renamed);
  await asked;
  await refreshes.reached('codeLens', begun.codeLens + 1);
  assert.deepEqual(refreshes.counts, { diagnostic: begun.diagnostic + 1, codeLens: begun.codeLens + 1 });
});

test('a client that can be asked for its lenses alone is asked for nothing else', async (t) => {
  const { server, refreshes } = await startDrawn(t, { ...pulling, workspace: { codeLens: { refreshSupport: true } } });
  await server.change('library.flow.json', 2, renamed);
  // Of diagnostics it would be asked before.
  await refreshes.reached('codeLens', 1);
  assert.deepEqual(refreshes.counts, { diagnostic: 0, codeLens: 1 });
  assert.deepEqual(await look(server), broken);
});

test('a client that can be asked for diagnostics alone is asked for nothing else', async (t) => {
  const { server, refreshes, begun } = await startDrawn(t, {
    ...pulling,
    workspace: { diagnostics: { refreshSupport: true } },
  });
  await server.change('library.flow.json', 2, renamed);
  await refreshes.reached('diagnostic', begun.diagnostic + 1);
  assert.deepEqual(await look(server), broken);
  await server.change('library.flow.json', 3, library);
  await refreshes.reached('diagnostic', begun.diagnostic + 2);
  assert.deepEqual(refreshes.counts, { diagnostic: begun.diagnostic + 2, codeLens: 0 });
});
