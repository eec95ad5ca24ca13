import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DidChangeTextDocumentParams, DidOpenTextDocumentParams } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { applyEdits } from '#core/syntax/edit';
import { toLines } from '#core/syntax/lines';
import { createDocuments } from '../../server/src/lsp/documents';
import { createRandom, type Random } from '../support/random';

const uri = 'file:///a.flow.json';

test('an open document is what the library of the protocol makes of the same changes', () => {
  const random = createRandom('documents');
  for (let round = 0; round < 50; round++) {
    const text = ['', 'one line', 'two\nlines\n', '\r\n"a": 1,\r\n\r"b"\r\n'][random(4)] ?? '';
    const ours = openDocument(text);
    for (let version = 2; version < 40; version++) {
      const before: string = ours.document()?.text.whole() ?? '';
      const changes = Array.from({ length: 1 + random(3) }, () => randomChange(random));
      let expected = before;
      for (const change of changes) expected = changed(expected, change);
      const edits = ours.change(version, changes);
      assert.equal(ours.document()?.text.whole(), expected);
      assert.equal(ours.document()?.version, version);
      const fresh = toLines(expected);
      for (const offset of [0, random(expected.length + 1)]) {
        assert.equal(ours.document()?.lines.positionAt(offset).line, fresh.positionAt(offset).line);
      }
      const isWhole = changes.some((change) => !('range' in change));
      assert.equal(edits === undefined, isWhole);
      if (edits !== undefined) {
        const followed = edits.reduce((now, { edit }) => applyEdits(now, [edit]), before);
        assert.equal(followed, expected);
      }
    }
  }
});

/** The library counts lines anew for each text: those that it follows are wrong where a line break is made of two edits. */
function changed(text: string, change: Change): string {
  return TextDocument.update(TextDocument.create(uri, 'flow-json', 1, text), [change], 2).getText();
}

type Change = DidChangeTextDocumentParams['contentChanges'][number];

/** Places of lines and characters that may not be there. */
function randomChange(random: Random): Change {
  const text = ['', 'x', '\r', '\n', 'a\r\nb'][random(5)] ?? '';
  if (random(15) === 0) return { text };
  const [first, second] = [random(5), random(5)].sort((a, b) => a - b);
  const [from, to] = [random(8), random(8)].sort((a, b) => a - b);
  return {
    range: { start: { line: first ?? 0, character: from ?? 0 }, end: { line: second ?? 0, character: to ?? 0 } },
    text,
  };
}

/** Opens a document as a connection does. */
function openDocument(text: string) {
  const { documents, takeEdits } = createDocuments();
  const handlers = new Map<string, (params: never) => void>();
  const connection = new Proxy({} as Parameters<typeof documents.listen>[0], {
    get: (_, name) => (handler: (params: never) => void) => {
      handlers.set(String(name), handler);
      return { dispose: () => undefined };
    },
  });
  documents.listen(connection);
  const opened: DidOpenTextDocumentParams = { textDocument: { uri, languageId: 'flow-json', version: 1, text } };
  handlers.get('onDidOpenTextDocument')?.(opened as never);
  const document = () => documents.get(uri);
  return {
    document,
    change(version: number, contentChanges: DidChangeTextDocumentParams['contentChanges']) {
      const params: DidChangeTextDocumentParams = { textDocument: { uri, version }, contentChanges };
      handlers.get('onDidChangeTextDocument')?.(params as never);
      const now = document();
      return now && takeEdits(now);
    },
  };
}
