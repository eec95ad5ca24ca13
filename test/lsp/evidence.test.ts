import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol/node';
import { flowText } from '../support/flows';
import { listen, run, start } from '../support/liveRun';

test('what a run has shown stands among the findings, with its fix, until the node changes', async (context) => {
  const api = await listen(context, (_request, response) => response.writeHead(429).end());
  const server = await start(context);
  const codes = async () => (await server.diagnostics('a.flow.json')).map(({ code }) => code);
  const text = flowText({ url: api.url });
  await server.open('a.flow.json', text);
  assert.deepEqual(await codes(), []);

  await run(server);
  const [found] = await server.diagnostics('a.flow.json');
  assert.equal(found?.code, 'observed-status-unmapped');
  assert.match(String(found?.message), /^The API answered 429 at \d\d:\d\d, and no result is mapped for it$/);
  const fix = await findFix(server, found);
  assert.equal(fix?.title, 'Add result "429"');

  await server.change('a.flow.json', 2, text.replace('"Sorry"', '"Sorry, again"'));
  assert.deepEqual(await codes(), ['observed-status-unmapped'], 'another node says nothing about this one');
  await server.change('a.flow.json', 3, text.replace('"404"', '"410"'));
  assert.deepEqual(await codes(), []);
});

async function findFix(
  server: Awaited<ReturnType<typeof start>>,
  diagnostic: Diagnostic | undefined,
): Promise<CodeAction | undefined> {
  assert.ok(diagnostic !== undefined);
  const actions: CodeAction[] = await server.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri: server.uri('a.flow.json') },
    range: diagnostic.range,
    context: { diagnostics: [diagnostic] },
  });
  return actions.find(({ isPreferred }) => isPreferred);
}
