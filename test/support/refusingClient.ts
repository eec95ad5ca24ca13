import type { TestContext } from 'node:test';
import * as protocol from '../../server/src/protocol';
import type { LanguageServerOptions } from './languageServer';
import { flowLens, start } from './liveRun';

/** What the private environment file has as `{{KEY}}`. */
export const secret = 'the-key-of-the-person';
export const privateFile = JSON.stringify({ dev: { KEY: secret } });

/** A client that says no to every question, and remembers them. */
export async function startRefusing(context: TestContext, options: LanguageServerOptions = {}) {
  const asked: string[] = [];
  const server = await start(context, {
    capabilities: { ...flowLens, experimental: { flowLens: ['runState', 'consent'] } },
    ...options,
    prepare: (connection) =>
      connection.onRequest(protocol.consent, ({ message }: protocol.ConsentParams) => {
        asked.push(message);
        return false;
      }),
  });
  return { server, asked };
}
