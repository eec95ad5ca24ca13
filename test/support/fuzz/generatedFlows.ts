import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createWorkspace } from '../../../server/src/workspace/workspace';
import { generateFlow } from '../../bench/generateFlow';
import type { Sample } from './samples';

/**
 * A workspace of flows as people write them, each of so many nodes, four at least: one is a library for the two others, which lead to one another, ask for
 * what is private, and send credentials.
 */
export async function generateSamples(folder: string, nodeCount: number): Promise<readonly Sample[]> {
  const orders = JSON.parse(generateFlow(nodeCount, 'orders'));
  orders.nodes.end = { type: 'text-display', text: 'Bye', next: { flow: 'returns', step: 'get-1' } };
  orders.nodes.secret = { type: 'request-input', text: 'PIN?', variable: 'orderId', sensitive: true, next: 'end' };
  const returns = JSON.parse(generateFlow(nodeCount, 'returns'));
  returns.imports = ['./orders.flow.json'];
  returns.endpoints = { own: { ...orders.endpoints['orders-0'], url: 'https://{{host}}/returns?pin=[[orderId]]' } };
  returns.nodes.end = { type: 'text-display', text: '[[orders-0:items.0.name]]', next: { flow: 'orders' } };
  returns.suppressions = [{ rule: 'header-mismatch', reason: 'a test' }];
  const refunds = JSON.parse(generateFlow(nodeCount, 'refunds'));
  refunds.imports = ['./orders.flow.json', './returns.flow.json'];
  refunds.endpoints = {};
  for (const node of [refunds.nodes['get-0'], refunds.nodes['get-2'], returns.nodes['get-3']]) {
    node.headers = { Authorization: 'Bearer {{ORDERS_KEY}}', 'x-step': '{{host}}' };
    node.suppressions = [{ rule: 'repeated-node-header', reason: 'a test', until: '2026-01-20' }];
    node.responses.other = { flow: 'returns', step: 'get-2' };
  }
  const texts = Object.entries({ orders, returns, refunds }).map(([name, flow]) => {
    return { file: `${name}.flow.json`, text: `${JSON.stringify(flow, undefined, 2)}\n` };
  });
  texts.push({ file: 'http-client.env.json', text: '{ "dev": { "host": "a.example" }, "prod": { "port": "1" } }\n' });
  mkdirSync(folder, { recursive: true });
  for (const { file, text } of texts) writeFileSync(join(folder, file), text);
  const workspace = createWorkspace([folder]);
  await workspace.scan();
  return texts.map(({ file, text }) => {
    return { path: `generated/${file}`, uri: pathToFileURL(join(folder, file)).href, text, workspace };
  });
}
