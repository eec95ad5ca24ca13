import { flowText } from './flows';

/** Where an answer that has no result goes. */
export const responses = { other: 'end', error: 'end', timeout: 'end', 'max-connection': 'end' };

/** A flow with a `login`, whose token `get-order` sends on. A `403` of the login leads elsewhere. */
export function loginFlow(url: string, ordersUrl = url): string {
  return flowText({
    flow: {
      endpoints: {
        auth: { url: `${url}/login`, elementValidation: 'HTTP_RESPONSE_CODE' },
        orders: {
          url: `${ordersUrl}/orders/[[login:customer.id]]`,
          headers: { Authorization: 'Bearer [[auth:token]]' },
          elementValidation: 'HTTP_RESPONSE_CODE',
        },
      },
      start: 'login',
      nodes: {
        login: { type: 'api-integration', endpoint: 'auth', results: { '200': 'get-order', '403': 'end' }, responses },
        'get-order': { type: 'api-integration', endpoint: 'orders', results: { '200': 'end' }, responses },
        end: { type: 'end' },
      },
    },
  });
}
