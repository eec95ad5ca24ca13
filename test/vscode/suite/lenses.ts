import assert from 'node:assert/strict';
import { type CodeLens, commands } from 'vscode';
import { flowText } from '../../support/flows';
import { startAnsweringServer, startSilentServer } from '../../support/httpServers';
import { findingsOf } from '../findings';
import { type Flow, rangeOf, withFlow } from '../flow';
import type { Suite } from '../runSuites';
import { waitFor } from '../until';

const textFor = (url: string): string => flowText({ url, flow: { name: 'lenses' } });

const titlesOf = (lenses: readonly CodeLens[]) => lenses.map(({ command }) => command?.title);
const rangesOf = (lenses: readonly CodeLens[]) => lenses.map(({ range }) => [range.start, range.end]);

/** Takes the node's opening brace away, so that nobody could tell it for a node, and resolves when that is known. */
async function breakNode(flow: Flow): Promise<void> {
  await flow.replace('"get-order": {', '"get-order": ');
  await findingsOf(flow.uri, 'a finding', ([first]) => first);
}

export const lenses: Suite = {
  name: 'lenses',
  tests: {
    'an API node has two, in its own line; other nodes have none': () =>
      withFlow('lenses.flow.json', textFor('http://127.0.0.1:9'), async (flow) => {
        const found = await flow.lenses();
        assert.deepEqual(titlesOf(found), ['$(play)\u00a0Run', 'Preview Request']);
        const { line } = rangeOf(flow.document, '"get-order": {').start;
        assert.deepEqual(
          found.map(({ range }) => range.start.line),
          [line, line],
        );
        assert.deepEqual(
          found.map(({ command }) => [command?.command, ...(command?.arguments ?? [])]),
          [
            ['flowLens.runNode', flow.uri.toString(), 'get-order'],
            ['flowLens.previewRequest', flow.uri.toString(), 'get-order'],
          ],
        );
      }),

    'they count the errors of the node and of its endpoint': () => {
      const text = flowText({
        endpoint: { headers: { Accept: 'text/html' } },
        node: { headers: { Accept: 'text/plain' }, results: { '404': 'not-found' } },
        flow: { name: 'lenses' },
      });
      return withFlow('lenses.flow.json', text, async (flow) => {
        assert.deepEqual(titlesOf(await flow.lenses()), ['$(play)\u00a0Run · 2 errors', 'Preview Request']);
      });
    },

    'a run and its result change their titles and not their places': async () => {
      await using server = await startAnsweringServer('404 Not Found');
      await withFlow('lenses.flow.json', textFor(server.origin), async (flow) => {
        const before = await flow.lenses();
        await flow.run();
        const after = await flow.lenses();
        assert.deepEqual(titlesOf(after), ['$(play)\u00a0Run · 404 → not-found', 'Preview Request']);
        assert.deepEqual(rangesOf(after), rangesOf(before));
      });
    },

    'while a node runs, its lens cancels': async () => {
      await using server = await startSilentServer();
      await withFlow('lenses.flow.json', textFor(server.origin), async (flow) => {
        const before = await flow.lenses();
        const run = flow.run();
        await waitFor('the request', server.arrival);
        const during = await flow.lenses();
        assert.deepEqual(titlesOf(during), ['$(debug-stop)\u00a0Cancel', 'Preview Request']);
        assert.deepEqual(rangesOf(during), rangesOf(before));
        const { command, arguments: references = [] } = during[0]?.command ?? {};
        assert.ok(command);
        await commands.executeCommand(command, ...references);
        await run;
        assert.deepEqual(titlesOf(await flow.lenses()), titlesOf(before));
      });
    },

    'they stay where they are while the text is broken': () =>
      withFlow('lenses.flow.json', textFor('http://127.0.0.1:9'), async (flow) => {
        const before = await flow.lenses();
        await breakNode(flow);
        assert.deepEqual(rangesOf(await flow.lenses()), rangesOf(before));
      }),
  },
};
