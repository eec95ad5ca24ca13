import assert from 'node:assert/strict';
import { test } from 'node:test';
import { snippetText } from '../../server/src/features/snippets';
import * as protocol from '../../server/src/protocol';
import { startLanguageServer } from '../support/languageServer';

test('what a new flow begins with is named after its file, and nothing is found in it', async () => {
  const server = await startLanguageServer();
  try {
    const uri = server.uri('coffee.flow.json');
    const drafts: protocol.FlowDraftsResult = await server.connection.sendRequest(protocol.flowDrafts, { uri });
    assert.deepEqual(
      drafts.map(({ label }) => label),
      ['flow', 'API flow', 'order status', 'pick from a list', 'endpoint library'],
    );
    await server.open('coffee.flow.json', '');
    for (const [index, { label, snippet }] of drafts.entries()) {
      const text = snippetText(withRepetitions(snippet));
      assert.equal((JSON.parse(text) as { name: string }).name, 'coffee', label);
      await server.change('coffee.flow.json', index + 2, text);
      assert.deepEqual(await server.diagnostics('coffee.flow.json'), [], label);
    }
  } finally {
    await server.stop();
  }
});

/** A place that stands again says there what it says where it stood first. */
function withRepetitions(snippet: string): string {
  return snippet.replaceAll(/\$(\d+)/g, (_, stop) => new RegExp(`\\$\\{${stop}:([^}]*)\\}`).exec(snippet)?.[1] ?? '');
}
