import assert from 'node:assert/strict';
import { commands, type TextEditor, ViewColumn, window, workspace } from 'vscode';
import { flowText } from '../../support/flows';
import { startAnsweringServer } from '../../support/httpServers';
import { type Flow, withFlow } from '../flow';
import type { Suite } from '../runSuites';
import { until } from '../until';

const fileName = 'documents.flow.json';

/** A flow with two API nodes, `get-order` and `get-order-again`. */
function textFor(url: string): string {
  const flow = JSON.parse(flowText({ url, flow: { name: 'documents' } }));
  const first = flow.nodes['get-order'];
  flow.nodes['get-order-again'] = { ...first };
  first.results['200'] = 'get-order-again';
  return `${JSON.stringify(flow, null, 2)}\n`;
}

async function open(flow: Flow, command: string, node = 'get-order'): Promise<void> {
  await commands.executeCommand(command, flow.uri.toString(), node);
}

/** The editors that show one of our read-only documents. */
function documentEditors(scheme: string): readonly TextEditor[] {
  return window.visibleTextEditors.filter(({ document }) => document.uri.scheme === scheme);
}

/** Resolves with the only such editor. */
async function documentEditor(scheme: string): Promise<TextEditor> {
  const editor = await until(
    `a document of ${scheme}`,
    window.onDidChangeVisibleTextEditors,
    () => documentEditors(scheme)[0],
  );
  assert.equal(documentEditors(scheme).length, 1);
  return editor;
}

const response = 'flow-lens-response';

export const nodeDocuments: Suite = {
  name: 'documents of a node',
  tests: {
    'the response opens beside, formatted, and the focus stays in the flow': async () => {
      await using server = await startAnsweringServer('404 Not Found', '{"error":"no such order"}', 'application/json');
      await withFlow(fileName, textFor(server.origin), async (flow) => {
        await flow.run();
        await open(flow, 'flowLens.openResponse');
        const { document, viewColumn } = await documentEditor(response);
        assert.equal(viewColumn, ViewColumn.Two);
        assert.equal(window.activeTextEditor?.document.uri.toString(), flow.uri.toString());
        assert.match(document.getText(), /HTTP\/1\.1 404 Not Found\n.*content-type: application\/json\n/is);
        assert.match(document.getText(), /\n\{\n {2}"error": "no such order"\n\}\n$/);
        assert.equal(document.languageId, 'jsonc');
      });
    },

    'the response can be read and not written': async () => {
      await using server = await startAnsweringServer('200 OK', 'as received');
      await withFlow(fileName, textFor(server.origin), async (flow) => {
        await flow.run();
        await open(flow, 'flowLens.openResponse');
        const { document, viewColumn = ViewColumn.Two } = await documentEditor(response);
        const before = document.getText();
        assert.match(before, /\nas received\n$/);
        await window.showTextDocument(document, viewColumn);
        await commands.executeCommand('type', { text: 'x' });
        assert.equal(document.getText(), before);
        assert.equal(document.isDirty, false);
      });
    },

    'responses share a column, wherever the focus is': async () => {
      await using server = await startAnsweringServer('200 OK');
      await withFlow(fileName, textFor(server.origin), async (flow) => {
        await flow.run();
        await flow.run('get-order-again');
        await open(flow, 'flowLens.openResponse');
        const { document, viewColumn = ViewColumn.Two } = await documentEditor(response);
        await window.showTextDocument(document, viewColumn);
        await open(flow, 'flowLens.openResponse');
        await open(flow, 'flowLens.openResponse', 'get-order-again');
        const findSecond = () => documentEditors(response).find(({ document }) => /again/.test(document.uri.path));
        const second = await until('the second response', window.onDidChangeVisibleTextEditors, findSecond);
        assert.equal(second.viewColumn, ViewColumn.Two);
        assert.equal(window.tabGroups.all.length, 2);
      });
    },

    'a response that is open follows the next run': async () => {
      await using first = await startAnsweringServer('200 OK', 'the first');
      await using second = await startAnsweringServer('200 OK', 'the second');
      await withFlow(fileName, textFor(first.origin), async (flow) => {
        await flow.run();
        await open(flow, 'flowLens.openResponse');
        const { document } = await documentEditor(response);
        assert.match(document.getText(), /\nthe first\n$/);
        await flow.replace(first.origin, second.origin);
        await flow.run();
        await until(
          'the second response',
          workspace.onDidChangeTextDocument,
          () => document.getText().endsWith('\nthe second\n') || undefined,
          () => document.getText(),
        );
      });
    },

    'the request can be looked at without being sent': async () => {
      await using server = await startAnsweringServer('200 OK');
      await withFlow(fileName, textFor(`${server.origin}/orders`), async (flow) => {
        await open(flow, 'flowLens.previewRequest');
        const { document, viewColumn } = await documentEditor('flow-lens-request');
        assert.equal(viewColumn, ViewColumn.Two);
        assert.equal(document.languageId, 'http-message');
        assert.match(document.getText(), new RegExp(`^GET ${server.origin}/orders\n`));
        assert.equal(window.activeTextEditor?.document.uri.toString(), flow.uri.toString());
        assert.deepEqual(server.heads, []);
      });
    },
  },
};
