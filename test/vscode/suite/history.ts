import assert from 'node:assert/strict';
import { commands, TabInputTextDiff, type TextDocument, type Uri, ViewColumn, window, workspace } from 'vscode';
import { flowText } from '../../support/flows';
import { startAnsweringServer } from '../../support/httpServers';
import { type Flow, withFlow } from '../flow';
import type { Suite } from '../runSuites';
import { until } from '../until';

const fileName = 'history.flow.json';
const textFor = (url: string) => flowText({ url, flow: { name: 'history' } });

async function compare(flow: Flow): Promise<void> {
  await commands.executeCommand('flowLens.compareWithPreviousRun', flow.uri.toString(), 'get-order');
}

const comparisons = () =>
  window.tabGroups.all.flatMap(({ tabs, viewColumn }) =>
    tabs.flatMap(({ input, label }) => (input instanceof TabInputTextDiff ? [{ input, label, viewColumn }] : [])),
  );

const untilCompared = () => until('a comparison', window.tabGroups.onDidChangeTabs, () => comparisons()[0]);

function documentOf(uri: Uri): TextDocument {
  const document = workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  assert.ok(document, uri.toString());
  return document;
}

export const history: Suite = {
  name: 'history',
  tests: {
    'the last two runs of a node are compared beside the flow, and the focus stays in it': async () => {
      await using first = await startAnsweringServer('200 OK', '{"status":"sent"}', 'application/json');
      await using second = await startAnsweringServer('404 Not Found', '{"status":"lost"}', 'application/json');
      await withFlow(fileName, textFor(first.origin), async (flow) => {
        await flow.run();
        await flow.replace(first.origin, second.origin);
        await flow.run();
        await compare(flow);
        const { input, label, viewColumn } = await untilCompared();
        assert.match(label, /^get-order: (\d{4}-\d\d-\d\d )?[\d:]{8} ↔ (\d{4}-\d\d-\d\d )?[\d:]{8}$/);
        assert.equal(viewColumn, ViewColumn.Two);
        assert.equal(window.activeTextEditor?.document.uri.toString(), flow.uri.toString());
        const [before, after] = [documentOf(input.original), documentOf(input.modified)];
        assert.match(before.getText(), /HTTP\/1\.1 200 OK\n.*"status": "sent"/s);
        assert.match(after.getText(), /HTTP\/1\.1 404 Not Found\n.*"status": "lost"/s);
        assert.deepEqual([before.languageId, after.languageId], ['jsonc', 'jsonc']);

        await flow.run();
        await compare(flow);
        await until(
          'one comparison alone',
          window.tabGroups.onDidChangeTabs,
          () => comparisons().length === 1 || undefined,
        );
        const [next] = comparisons();
        assert.equal(window.activeTextEditor?.document.uri.toString(), flow.uri.toString());
        assert.equal(documentOf(next?.input.original ?? flow.uri).getText(), after.getText(), 'the preview is reused');
      });
    },

    'with one run there is nothing to compare': async () => {
      await using server = await startAnsweringServer('200 OK');
      await withFlow(fileName, textFor(server.origin), async (flow) => {
        await compare(flow);
        await flow.run();
        await compare(flow);
        assert.deepEqual(comparisons(), []);
        await flow.run();
        await compare(flow);
        await untilCompared();
      });
    },
  },
};
