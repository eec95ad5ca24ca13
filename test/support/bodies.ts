import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import * as protocol from '../../server/src/protocol';
import { flowText } from './flows';
import { filesIn } from './folders';
import type { LanguageServer } from './languageServer';
import { type Handler, listen, start } from './liveRun';
import { makeTemporaryFolder } from './temporaryFolder';

interface Given {
  readonly settings?: unknown;
  readonly files?: Record<string, string>;
  readonly path?: string;
}

/** A server with a flow whose only node gets this answer, and a folder of the client's for long contents. */
export async function startWith(
  context: TestContext,
  handle: Handler,
  { settings, files = {}, path = '/orders/17' }: Given = {},
) {
  const { url } = await listen(context, handle);
  const storage = makeTemporaryFolder(context);
  const initializationOptions = { trusted: true, storage };
  const server = await start(context, { initializationOptions, settings, files });
  await server.open('a.flow.json', flowText({ url: `${url}${path}` }));
  // By the time that this is answered, the server has its settings too.
  await server.diagnostics('a.flow.json');
  const bodies = join(storage, 'bodies');
  const stored = () => filesIn(bodies);
  return { server, storage, bodies, stored, target: join(makeTemporaryFolder(context), 'saved') };
}

/** The only API node of the flow. */
export const node = (server: LanguageServer): protocol.NodeReference => ({
  uri: server.uri('a.flow.json'),
  node: 'get-order',
});

/** What there is to save of the last answer that the node got. */
export async function describeBody(server: LanguageServer): Promise<protocol.SavableBody> {
  const body: protocol.SavableBodyResult = await server.connection.sendRequest(protocol.savableBody, node(server));
  assert.ok(body);
  return body;
}

/** Saves that body to a path. Rejects where the server can not, or will not. */
export function saveBody(server: LanguageServer, { id }: protocol.SavableBody, path: string): Promise<null> {
  const target = pathToFileURL(path).href;
  return server.connection.sendRequest(protocol.saveBody, { ...node(server), id, target });
}
