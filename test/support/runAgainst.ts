import assert from 'node:assert/strict';
import { readDocument } from '#core/model/document';
import { isApiNode } from '#core/model/flow';
import { evaluateContent } from '#core/response/evaluateContent';
import { exchange } from '../../server/src/run/exchange';
import { createPool } from '../../server/src/run/pool';
import { runNode } from '../../server/src/run/runNode';
import { defaultRunSettings, type RunOutcome, type RunPorts } from '../../server/src/run/runRequest';
import { type FlowParts, flowText } from './flows';

/** Runs the API Integration node of a small flow over the network, as the lens and the command line do. */
export async function runAgainst(
  url: string,
  parts: FlowParts = {},
  ports: Partial<RunPorts> = {},
): Promise<RunOutcome> {
  const document = readDocument('file:///a.flow.json', flowText({ url, ...parts }));
  const node = document.flow.nodes.get('get-order');
  const endpoint = document.flow.endpoints.get('orders');
  assert.ok(node !== undefined && isApiNode(node) && endpoint !== undefined);
  const request = {
    document,
    node,
    found: { document, endpoint },
    file: 'a.flow.json',
    errors: 0,
    trusted: true,
    environment: null,
    environmentFiles: { committed: new Map(), private: new Map() },
    settings: defaultRunSettings,
  };
  return runNode(request, {
    signal: new AbortController().signal,
    exchange,
    evaluator: { evaluate: async (job) => evaluateContent(job), dispose: async () => undefined },
    pool: createPool(),
    consent: async () => true,
    storedSecret: async () => undefined,
    ask: async () => undefined,
    ...ports,
  });
}

/** How many turns of the event loop it takes at most until what is closing has been closed. */
const turns = 20;

/** Sockets and timers that the process still holds once what is closing has been closed. */
export async function openHandles(): Promise<readonly string[]> {
  for (let turn = 0; ; turn++) {
    await new Promise((turned) => setImmediate(turned));
    const open = process
      .getActiveResourcesInfo()
      .filter((kind) => /^(?:TCPSocket|TCPConnect|TLS|GetAddrInfo)|Timeout/.test(kind));
    if (open.length === 0 || turn === turns) return open;
  }
}
