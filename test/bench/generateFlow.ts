import { createRandom } from '../support/random';

/**
 * A flow as people write them, of so many nodes: chains of an API Integration node that calls one of a few endpoints, and the
 * displays that its branches lead to. The same text each time for the same count; nothing in it is wrong. 740 bytes a node.
 */
export function generateFlow(nodeCount: number, name = `flow-${nodeCount}`): string {
  const random = createRandom(name);
  const endpointCount = Math.max(1, Math.ceil(nodeCount / 50));
  const endpoints = Object.fromEntries(range(endpointCount).map((index) => [`orders-${index}`, endpoint(index)]));
  const nodes: Record<string, unknown> = {
    ask: { type: 'request-input', text: 'Which order?', variable: 'orderId', example: 'A-1001', next: 'get-0' },
  };
  for (const index of range(nodeCount)) {
    nodes[`get-${index}`] = apiNode(index, random(endpointCount), index + 1 < nodeCount ? `get-${index + 1}` : 'end');
  }
  nodes.sorry = { type: 'text-display', text: 'Please try again later.', next: 'end' };
  nodes.end = { type: 'end' };
  return `${JSON.stringify({ version: 1, name, endpoints, start: 'ask', nodes }, undefined, 2)}\n`;
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function endpoint(index: number): unknown {
  return {
    url: `https://api.example.com/v${index}/orders/[[orderId]]`,
    method: 'GET',
    headers: { Accept: 'application/json', 'X-Channel': 'chat' },
    elementValidation: 'HTTP_RESPONSE_CODE',
    timeout: 5000,
  };
}

function apiNode(index: number, endpointIndex: number, next: string): unknown {
  return {
    type: 'api-integration',
    description: `Asks for the state of the order, step ${index}`,
    endpoint: `orders-${endpointIndex}`,
    headers: { 'X-Step': `step-${index}`, 'X-Request-Source': 'chat flow' },
    query: [
      { name: 'expand', value: 'items' },
      { name: 'order', value: '[[orderId]]' },
    ],
    results: { 200: next, 404: 'ask' },
    responses: { other: 'sorry', error: 'sorry', timeout: 'sorry', 'max-connection': 'sorry' },
  };
}
