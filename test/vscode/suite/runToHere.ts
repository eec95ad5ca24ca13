import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { flowText } from '../../support/flows';
import { startAnsweringServer, startSilentServer } from '../../support/httpServers';
import { withFlow } from '../flow';
import type { Suite } from '../runSuites';
import { waitFor } from '../until';

/** A node whose endpoint needs what another node gets. */
function textFor(url: string): string {
  const responses = { other: 'end', error: 'end', timeout: 'end', 'max-connection': 'end' };
  const node = (endpoint: string, next: string): object => ({
    type: 'api-integration',
    endpoint,
    results: { '200': next },
    responses,
  });
  const elementValidation = 'HTTP_RESPONSE_CODE';
  return flowText({
    flow: {
      name: 'to-here',
      endpoints: {
        auth: { url: `${url}/login`, elementValidation },
        orders: { url: `${url}/orders/[[auth:id]]`, elementValidation },
      },
      start: 'login',
      nodes: { login: node('auth', 'get-order'), 'get-order': node('orders', 'end'), end: { type: 'end' } },
    },
  });
}

export const runToHere: Suite = {
  name: 'run to here',
  tests: {
    'what the node needs runs first, and both branches light up': async () => {
      await using server = await startAnsweringServer('200 OK', '{ "id": "A-1" }', 'application/json');
      await withFlow('to-here.flow.json', textFor(server.origin), async (flow) => {
        await commands.executeCommand('flowLens.runToHere', flow.uri.toString(), 'get-order');
        const { success } = await flow.drawn(
          'two results',
          (drawn) => drawn.success.length === 2 && drawn.running.length === 0,
        );
        const taken = success.map(({ range }) => flow.document.getText(range));
        assert.deepEqual(taken, ['"200": "get-order"', '"200": "end"']);
      });
      const paths = server.heads.map((head) => head.split(' ')[1]);
      assert.deepEqual(paths, ['/login', '/orders/A-1']);
    },

    'cancelling the node that runs first cancels all of it': async () => {
      await using server = await startSilentServer();
      await withFlow('to-here.flow.json', textFor(server.origin), async (flow) => {
        const run = commands.executeCommand('flowLens.runToHere', flow.uri.toString(), 'get-order');
        await waitFor('the request', server.arrival);
        await flow.drawn('a spinner', (drawn) => drawn.running.length === 1);
        await commands.executeCommand('flowLens.cancelRun', flow.uri.toString(), 'login');
        await waitFor('the end of the run', run);
        await flow.drawn('no spinner', (drawn) => drawn.running.length === 0);
      });
      assert.equal(server.heads.length, 1);
    },
  },
};
