import assert from 'node:assert/strict';
import {
  type CodeAction,
  CodeActionKind,
  commands,
  type Position,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import { flowText } from '../../support/flows';
import { findingsOf } from '../findings';
import { type Flow, rangeOf, withFlow } from '../flow';
import type { Suite } from '../runSuites';

const shared = { 'Accept-Language': 'en' };
const library = flowText({
  endpoint: { headers: shared },
  flow: { name: 'refactored-library', start: undefined, nodes: undefined },
});
const importing = flowText({
  flow: { name: 'refactored', imports: ['./library.flow.json'], endpoints: undefined },
  node: { headers: { ...shared, Accept: 'application/json' } },
});

/** A flow that is open, with the library that it imports beside it on disk. */
async function withLibrary(use: (flow: Flow, libraryUri: Uri) => Promise<void>): Promise<void> {
  await withFlow('refactored.flow.json', importing, async (flow) => {
    const libraryUri = Uri.joinPath(flow.uri, '../library.flow.json');
    await workspace.fs.writeFile(libraryUri, Buffer.from(library));
    await settle(flow);
    await use(flow, libraryUri);
  });
}

/** Until the server knows the library: only then can it tell that both set the same field. */
async function settle({ uri }: Flow): Promise<void> {
  await findingsOf(uri, 'redundant-header', (found) =>
    found.find(({ code }) => Object(code).value === 'redundant-header'),
  );
}

async function actionsAt(uri: Uri, at: Position, kind: CodeActionKind): Promise<readonly CodeAction[]> {
  const range = new Range(at, at);
  return commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind.value, 100);
}

async function apply(edit: WorkspaceEdit | undefined): Promise<void> {
  assert.ok(edit);
  assert.equal(await workspace.applyEdit(edit), true);
}

async function textOf(uri: Uri): Promise<string> {
  const document: TextDocument = await workspace.openTextDocument(uri);
  return document.getText();
}

export const refactoring: Suite = {
  name: 'refactoring',
  tests: {
    'a name is changed in all files that have it': () =>
      withLibrary(async ({ uri, document }, libraryUri) => {
        const at = rangeOf(document, '"endpoint": "orders"').end.translate(0, -1);
        await apply(await commands.executeCommand('vscode.executeDocumentRenameProvider', uri, at, 'shop-orders'));
        assert.equal(document.getText(), importing.replace('"endpoint": "orders"', '"endpoint": "shop-orders"'));
        assert.equal(await textOf(libraryUri), library.replace('"orders": {', '"shop-orders": {'));
        await workspace.saveAll();
      }),

    'what would collide is refused with its reason': () =>
      withLibrary(async ({ uri, document }) => {
        const at = rangeOf(document, '"start": "get-order"').end.translate(0, -1);
        const renaming = commands.executeCommand('vscode.executeDocumentRenameProvider', uri, at, 'end');
        await assert.rejects(Promise.resolve(renaming), /has a node "end" already/);
      }),

    'a file that gets another name takes its importers along': () =>
      withLibrary(async ({ document }, libraryUri) => {
        const move = new WorkspaceEdit();
        move.renameFile(libraryUri, Uri.joinPath(libraryUri, '../shared/endpoints.flow.json'));
        await apply(move);
        assert.equal(document.getText(), importing.replace('./library', './shared/endpoints'));
      }),

    'a header moves to the endpoint of an imported library': () =>
      withLibrary(async ({ uri, document }, libraryUri) => {
        const at = rangeOf(document, '"Accept"').start;
        const [move, ...others] = await actionsAt(uri, at, CodeActionKind.RefactorMove);
        assert.deepEqual(others, []);
        assert.equal(move?.title, 'Move "Accept" to the endpoint "orders"');
        await apply(move.edit);
        assert.doesNotMatch(document.getText(), /"Accept"/);
        const { endpoints } = JSON.parse(await textOf(libraryUri));
        assert.deepEqual(endpoints.orders.headers, { ...shared, Accept: 'application/json' });
        await workspace.saveAll();
      }),
  },
};
