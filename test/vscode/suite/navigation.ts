import assert from 'node:assert/strict';
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  commands,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentLink,
  type DocumentSymbol,
  type Location,
  type LocationLink,
  type Position,
  type SymbolInformation,
  type Uri,
} from 'vscode';
import { flowText } from '../../support/flows';
import { type Flow, rangeOf, withFlow, workspaceUri } from '../flow';
import type { Suite } from '../runSuites';

const suppressions = [{ rule: 'unused-endpoint', reason: 'It comes later' }];
const text = flowText({
  flow: { name: 'navigation', variables: { orderId: {} }, suppressions },
  node: {
    query: [{ name: 'id', value: '[[orderId]]' }],
    results: { '200': 'done', '404': { flow: 'greeting', step: 'hello' } },
  },
});

/** Asks VS Code's own command about the place behind the first character of a text that the document has once. */
function ask<T>(command: string, { uri, document }: Flow, at: string, ...more: readonly unknown[]): Promise<T> {
  const position: Position = rangeOf(document, at).start.translate(0, 1);
  return Promise.resolve(commands.executeCommand<T>(`vscode.${command}`, uri, position, ...more));
}

const withNavigation = (use: (flow: Flow) => Promise<void>) => withFlow('navigation.flow.json', text, use);

export const navigation: Suite = {
  name: 'navigation',
  tests: {
    'a target leads to its node, and shows how far its own name reaches': () =>
      withNavigation(async (flow) => {
        const [link, ...others] = await ask<LocationLink[]>('executeDefinitionProvider', flow, 'done",');
        assert.ok(link);
        assert.deepEqual(others, []);
        assert.equal(flow.document.getText(link.targetSelectionRange), 'done');
        assert.match(flow.document.getText(link.targetRange), /^"done": \{[^}]*\}$/);
        assert.ok(link.originSelectionRange);
        assert.equal(flow.document.getText(link.originSelectionRange), 'done');
      }),

    'a step leads to the flow that has it': () =>
      withNavigation(async (flow) => {
        for (const kind of ['Definition', 'Declaration']) {
          const [link] = await ask<LocationLink[]>(`execute${kind}Provider`, flow, 'hello"');
          assert.equal(link?.targetUri.toString(), workspaceUri('greeting.flow.json').toString());
          assert.equal(link.targetSelectionRange?.start.line, 5);
        }
      }),

    'references are those of all flows, and highlights tell where something is set': () =>
      withNavigation(async (flow) => {
        const steps = await ask<Location[]>('executeReferenceProvider', flow, 'hello"');
        const linesIn = ({ path }: Uri) =>
          steps.filter(({ uri }) => uri.path === path).map(({ range }) => range.start.line);
        assert.deepEqual(linesIn(flow.uri), [rangeOf(flow.document, 'hello"').start.line]);
        assert.deepEqual(linesIn(workspaceUri('greeting.flow.json')), [3, 5]);
        const marks = await ask<DocumentHighlight[]>('executeDocumentHighlights', flow, 'orderId":');
        assert.deepEqual(
          marks.map(({ kind }) => kind),
          [DocumentHighlightKind.Read, DocumentHighlightKind.Write],
        );
      }),

    'the outline is the flow, its parts and their branches': () =>
      withNavigation(async ({ uri }) => {
        const symbols = await commands.executeCommand<DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri);
        assert.deepEqual(
          symbols.map(({ name }) => name),
          ['navigation'],
        );
        const parts = symbols[0]?.children ?? [];
        assert.deepEqual(
          parts.map(({ name }) => name),
          ['orders', 'get-order', 'done', 'not-found', 'sorry', 'end', 'orderId'],
        );
        assert.deepEqual(
          parts[1]?.children.slice(0, 2).map(({ name, detail }) => `${name} ${detail}`),
          ['200 → done', '404 → greeting › hello'],
        );
      }),

    'flows, endpoints and nodes of the whole workspace are found by a few letters': () =>
      withNavigation(async () => {
        const found = await commands.executeCommand<SymbolInformation[]>(
          'vscode.executeWorkspaceSymbolProvider',
          'akrf',
        );
        assert.deepEqual(
          found.map(({ name, containerName }) => `${containerName} ${name}`),
          ['refund ask-refund'],
        );
      }),

    'nodes are called by the branches that lead to them': () =>
      withNavigation(async (flow) => {
        const [hello] = await ask<CallHierarchyItem[]>('prepareCallHierarchy', flow, 'hello"');
        assert.equal(hello?.name, 'hello');
        const incoming = await commands.executeCommand<CallHierarchyIncomingCall[]>(
          'vscode.provideIncomingCalls',
          hello,
        );
        // Flows of other tests may not be gone yet.
        const [call] = incoming.filter(({ from }) => from.uri.path === flow.uri.path);
        assert.equal(call?.from.name, 'get-order');
        assert.deepEqual(
          call.fromRanges.map((range) => flow.document.getText(range)),
          ['404'],
        );
        const outgoing = await commands.executeCommand<CallHierarchyOutgoingCall[]>(
          'vscode.provideOutgoingCalls',
          hello,
        );
        assert.deepEqual(
          outgoing.map(({ to }) => [to.name, to.detail]),
          [['end', 'end · greeting']],
        );
      }),

    'the rule of a suppression is a link to its page': () =>
      withNavigation(async ({ uri, document }) => {
        const links = await commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', uri, 100);
        const rule = links.find(({ range }) => document.getText(range) === 'unused-endpoint');
        assert.match(String(rule?.target), /^https:.*\/docs\/rules\/unused-endpoint\.md$/);
      }),
  },
};
