import assert from 'node:assert/strict';
import { readDocument } from '#core/model/document';
import { isApiNode } from '#core/model/flow';
import { evaluateContent } from '#core/response/evaluateContent';
import { exchange } from '../../server/src/run/exchange';
import { createPool } from '../../server/src/run/pool';
import { defaultRunSettings, type RunPorts, type RunRequest } from '../../server/src/run/runRequest';
import { type FlowParts, flowText } from './flows';

/** To run the API Integration node of a small flow, with whatever a test wants to be different. */
export function requestOf(parts: FlowParts, more: Partial<RunRequest> = {}): RunRequest {
  const document = readDocument('file:///a.flow.json', flowText(parts));
  const node = document.flow.nodes.get('get-order');
  const endpoint = document.flow.endpoints.get('orders');
  assert.ok(node !== undefined && isApiNode(node) && endpoint !== undefined);
  return {
    document,
    node,
    found: { document, endpoint },
    file: 'a.flow.json',
    errors: 0,
    trusted: true,
    environment: null,
    environmentFiles: { committed: new Map(), private: new Map() },
    settings: defaultRunSettings,
    ...more,
  };
}

/** Ports that reach the network, evaluate where they are, say yes to every question and know no value. */
export function portsWith(more: Partial<RunPorts> = {}): RunPorts {
  return {
    signal: new AbortController().signal,
    exchange,
    evaluator: { evaluate: async (job) => evaluateContent(job), dispose: async () => undefined },
    pool: createPool(),
    consent: async () => true,
    storedSecret: async () => undefined,
    ask: async () => undefined,
    ...more,
  };
}
