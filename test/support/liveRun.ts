import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { RunResult } from '#core/request/runResult';
import * as protocol from '../../server/src/protocol';
import { type LanguageServer, type LanguageServerOptions, pulling, startLanguageServer } from './languageServer';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback that ends with the test, and the requests that reached it. */
export async function listen(
  context: TestContext,
  handle: Handler,
): Promise<{ readonly url: string; readonly seen: string[] }> {
  const seen: string[] = [];
  const server: Server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    handle(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** A promise with its key: what a handler tells a test. */
export function signal(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** A client like ours. */
export const flowLens = { ...pulling, experimental: { flowLens: ['runState', 'consent', 'ask', 'trust', 'suppress'] } };

/** A server that ends with the test, with a client like ours unless the options say otherwise. */
export async function start(context: TestContext, options: LanguageServerOptions = {}): Promise<LanguageServer> {
  const server = await startLanguageServer({
    capabilities: flowLens,
    ...options,
  });
  context.after(() => server.stop());
  return server;
}

/** Runs a node of `a.flow.json`. Rejects where nothing was sent, and where it was cancelled. */
export function run(server: LanguageServer, node = 'get-order'): Promise<RunResult> {
  return server.connection.sendRequest(protocol.runNode, { uri: server.uri('a.flow.json'), node });
}
