import assert from 'node:assert/strict';
import { commands, env, Selection } from 'vscode';
import { flowText } from '../../support/flows';
import { startAnsweringServer } from '../../support/httpServers';
import { readCurl } from '../../support/readCurl';
import { rangeOf, withFlow } from '../flow';
import type { Suite } from '../runSuites';

const fileName = 'curl.flow.json';

export const copyAsCurl: Suite = {
  name: 'copy as cURL',
  tests: {
    'the request of the named node is copied, its credentials hidden, and nothing is sent': async () => {
      await using server = await startAnsweringServer('200 OK');
      const headers = { Authorization: 'Bearer abc-123-xyz', Accept: 'text/plain' };
      const text = flowText({ url: `${server.origin}/[[orderId]]`, endpoint: { headers }, flow: { name: 'curl' } });
      await withFlow(fileName, text, async (flow) => {
        await commands.executeCommand('flowLens.copyAsCurl', flow.uri.toString(), 'get-order');
        const copied = await env.clipboard.readText();
        assert.doesNotMatch(copied, /abc-123-xyz/);
        const { url, fields } = readCurl(copied);
        assert.equal(url, `${server.origin}/[[orderId]]`);
        assert.deepEqual(
          fields.map(([name, value]) => [name, Buffer.from(value, 'latin1').toString()]),
          [
            ['Authorization', 'Bearer ••••'],
            ['Accept', 'text/plain'],
          ],
        );
        assert.deepEqual(server.heads, []);
      });
    },

    'without a name it is the request of the node around the cursor': async () => {
      const text = flowText({ url: 'https://api.example.com/at-the-cursor', flow: { name: 'curl' } });
      await withFlow(fileName, text, async ({ editor, document }) => {
        const { start } = rangeOf(document, '"get-order": {');
        editor.selection = new Selection(start, start);
        await env.clipboard.writeText('');
        await commands.executeCommand('flowLens.copyAsCurl');
        assert.equal(readCurl(await env.clipboard.readText()).url, 'https://api.example.com/at-the-cursor');
      });
    },
  },
};
