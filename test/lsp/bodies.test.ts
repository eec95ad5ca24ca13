import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import * as protocol from '../../server/src/protocol';
import { node, startWith } from '../support/bodies';
import { flowText } from '../support/flows';
import { untilEmpty, untilInFolder } from '../support/folders';
import type { LanguageServer } from '../support/languageServer';
import { type Handler, listen, run, start } from '../support/liveRun';

const mebibyte = 1024 ** 2;

suite('long bodies leave nothing behind', () => {
  const long: Handler = (_request, response) => void response.end(Buffer.alloc(2 * mebibyte));

  test('a new run takes the place of the one before, also with a short answer', async (context) => {
    let bytes = 2 * mebibyte;
    const { server, stored } = await startWith(context, (_request, response) => void response.end(Buffer.alloc(bytes)));
    await run(server);
    const [first] = stored();
    assert.ok(first !== undefined);
    const folder = dirname(first);
    await run(server);
    // No run waits for a deletion.
    await untilInFolder(folder, () => stored().length === 1);
    assert.notEqual(stored()[0], first);
    bytes = 10;
    await run(server);
    await untilEmpty(folder);
  });

  test('a shutdown deletes them', async (context) => {
    const { server, storage, stored } = await startWith(context, long);
    await run(server);
    assert.equal(stored().length, 1);
    await server.connection.sendRequest('shutdown');
    assert.deepEqual(readdirSync(join(storage, 'bodies')), []);
  });

  for (const [name, end] of [
    ['a client that is gone', (server: LanguageServer) => void server.process.stdin?.destroy()],
    ['a signal to end', (server: LanguageServer) => void server.process.kill('SIGTERM')],
  ] as const) {
    test(`${name} does so too`, async (context) => {
      const { server, storage } = await startWith(context, long);
      await run(server);
      const ended = once(server.process, 'exit');
      end(server);
      await ended;
      assert.deepEqual(readdirSync(join(storage, 'bodies')), []);
    });
  }

  test('what a killed server has left is deleted by the next one, and what a living one has is not', async (context) => {
    const { server, storage, bodies, stored } = await startWith(context, long);
    await run(server);
    const other = await startSecond(context, storage);
    assert.equal(stored().length, 1);
    const ended = once(server.process, 'exit');
    server.process.kill('SIGKILL');
    await ended;
    assert.equal(stored().length, 1);
    await other.stop();
    await startSecond(context, storage);
    // No answer waits for that. The file goes first, then the folder of its server.
    await untilInFolder(bodies, () => stored().length === 0);
  });

  /** Resolves when the second server has looked at what lies in the folder: by then it answers. */
  async function startSecond(context: TestContext, storage: string): Promise<LanguageServer> {
    const second = await start(context, { initializationOptions: { storage } });
    await second.open('b.flow.json', flowText());
    await second.diagnostics('b.flow.json');
    return second;
  }

  test('a folder that can not be written is a note, and the run is none the worse', async (context) => {
    const { server, storage } = await startWith(
      context,
      (_request, response) => void response.end(Buffer.alloc(18 * mebibyte)),
    );
    writeFileSync(join(storage, 'bodies'), 'in the way');
    const { branch, notes } = await run(server);
    assert.equal(branch?.key, '200');
    assert.match(
      notes[0] ?? '',
      /^only the first 1 MiB of the content are kept, as the rest could not be written to a file \(E\w+\)$/,
    );
  });
});

test('a branch by status is drawn while a content without end is still coming', async (context) => {
  let onState = (_params: protocol.RunStateParams): void => undefined;
  const drawn = new Promise<protocol.NodeRunState>((resolve) => {
    onState = ({ nodes: [state] }) => {
      if (state?.phase === 'running' && state.mark !== undefined) resolve(state);
    };
  });
  const { url } = await listen(context, (_request, response) => void response.writeHead(404).write('the beginning'));
  const server = await start(context, {
    prepare: (connection) => connection.onNotification(protocol.runState, (params) => onState(params)),
  });
  await server.open('a.flow.json', flowText({ url }));
  const source = new CancellationTokenSource();
  const running = server.connection.sendRequest(protocol.runNode, node(server), source.token);
  const { mark } = await drawn;
  assert.match(mark?.label ?? '', /^✓ 404 Not Found · .* → not-found$/);
  assert.ok(mark?.details.includes('the content is still being received'));
  const shown: protocol.OpenResponseResult | null = await server.connection.sendRequest(
    protocol.openResponse,
    node(server),
  );
  assert.match(shown?.text ?? '', /^HTTP\/1\.1 404 Not Found\n/);
  source.cancel();
  await assert.rejects(running);
});
