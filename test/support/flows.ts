/** A small clean flow around one API node, with whatever a test wants to be different. */
export function flowText({ url = 'http://127.0.0.1:9', endpoint = {}, node = {}, flow = {} }: FlowParts = {}): string {
  const definition = {
    version: 1,
    name: 'small',
    endpoints: { orders: { url, elementValidation: 'HTTP_RESPONSE_CODE', ...endpoint } },
    start: 'get-order',
    nodes: {
      'get-order': {
        type: 'api-integration',
        endpoint: 'orders',
        results: { '200': 'done', '404': 'not-found' },
        responses: { other: 'sorry', error: 'sorry', timeout: 'sorry', 'max-connection': 'sorry' },
        ...node,
      },
      done: { type: 'text-display', text: 'Done', next: 'end' },
      'not-found': { type: 'text-display', text: 'Not found', next: 'end' },
      sorry: { type: 'text-display', text: 'Sorry', next: 'end' },
      end: { type: 'end' },
    },
    ...flow,
  };
  return `${JSON.stringify(definition, null, 2)}\n`;
}

export interface FlowParts {
  readonly url?: string;
  readonly endpoint?: object;
  readonly node?: object;
  readonly flow?: object;
}
