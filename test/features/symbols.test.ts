import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type DocumentSymbol, type Range, SymbolKind } from 'vscode-languageserver-protocol';
import { readDocument } from '#core/model/document';
import { documentSymbols, flatDocumentSymbols } from '../../server/src/features/documentSymbols';
import { workspaceSymbols } from '../../server/src/features/workspaceSymbols';
import { flowText } from '../support/flows';
import { inWords, testCases } from '../support/navigation';

const kindNames = new Map(Object.entries(SymbolKind).map(([name, kind]) => [kind, name]));

function tree(symbols: readonly DocumentSymbol[], indent = ''): readonly string[] {
  return symbols.flatMap(({ name, kind, detail, range, selectionRange, children = [] }) => [
    `${indent}${[kindNames.get(kind), name, detail && `(${detail})`].filter(Boolean).join(' ')} ${inWords(range)}, key ${inWords(selectionRange)}`,
    ...tree(children, `${indent}  `),
  ]);
}

testCases('document-symbols', ({ analysis }) => tree(documentSymbols(analysis)));

testCases('workspace-symbols', ({ project, place, lineOf }, { folder }) => {
  const query = readFileSync(join(folder, 'query.txt'), 'utf8').slice(0, -1);
  return workspaceSymbols(project.flows(), { query }).map(({ name, kind, containerName, location: { uri, range } }) => {
    const words = [kindNames.get(kind), name, containerName && `in ${containerName}`].filter(Boolean).join(' ');
    return `${place(uri, range)} ${words} "${lineOf(uri, range)}"`;
  });
});

function isWithin(inner: Range, outer: Range): boolean {
  const isBefore = (a: Range['start'], b: Range['start']) =>
    a.line < b.line || (a.line === b.line && a.character <= b.character);
  return isBefore(outer.start, inner.start) && isBefore(inner.end, outer.end);
}

function assertNested(symbols: readonly DocumentSymbol[], outer: Range): void {
  for (const { name, range, selectionRange, children = [] } of symbols) {
    assert.ok(name.trim() !== '' && isWithin(selectionRange, range) && isWithin(range, outer), name);
    assertNested(children, range);
  }
}

test('wherever a text is cut, each symbol lies within the one that holds it, and has a name', () => {
  const text = flowText({ flow: { variables: { '': {}, orderId: {} } } });
  for (let end = 0; end <= text.length; end++) {
    const document = readDocument('file:///a.flow.json', text.slice(0, end));
    const whole = { start: { line: 0, character: 0 }, end: document.lines.positionAt(end) };
    assertNested(documentSymbols({ document }), whole);
  }
});

test('a client without hierarchy has the same symbols one after another, each named with its container', () => {
  const document = readDocument('file:///a.flow.json', flowText());
  const flat = flatDocumentSymbols({ document });
  const named = flat.map(({ name, containerName = '-' }) => `${containerName} ${name}`);
  assert.deepEqual(named.slice(0, 5), ['- small', 'small orders', 'small get-order', 'get-order 200', 'get-order 404']);
  assert.equal(
    flat.every(({ location }) => location.uri === document.uri),
    true,
  );
});

/** `count` nodes, each with eight branches. */
function longFlow(count: number): string {
  const results = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`way ${index}`, 'n0']));
  const nodes = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`n${index}`, { type: 'menu', results }]),
  );
  return JSON.stringify({ version: 1, name: 'long', start: 'n0', nodes });
}

test('the outline of a very long flow ends at its nodes', () => {
  const childrenOf = (count: number) => {
    const [flow] = documentSymbols({ document: readDocument('file:///a.flow.json', longFlow(count)) });
    return flow?.children ?? [];
  };
  assert.equal(
    childrenOf(1_000).every(({ children }) => children?.length === 8),
    true,
  );
  const long = childrenOf(2_000);
  assert.equal(long.length, 2_000);
  assert.equal(
    long.some(({ children = [] }) => children.length > 0),
    false,
  );
});

test('of very many symbols the closest are told', () => {
  const document = readDocument('file:///a.flow.json', longFlow(2_000));
  const found = workspaceSymbols([document], { query: 'N7' });
  assert.equal(found.length, 500);
  assert.deepEqual(
    found.slice(0, 3).map(({ name }) => name),
    ['n7', 'n70', 'n71'],
  );
  assert.deepEqual(
    workspaceSymbols([document], { query: '1999' }).map(({ name }) => name),
    ['n1999'],
  );
});
