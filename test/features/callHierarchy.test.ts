import assert from 'node:assert/strict';
import type { CallHierarchyItem, Range } from 'vscode-languageserver-protocol';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/src/features/callHierarchy';
import { type AskedCase, testCases } from '../support/navigation';

/** Each item, with who calls it (`<-`) and whom it calls (`->`), and the names of the branches by which. */
testCases('call-hierarchy', (asked) => {
  const { analysis, analysisOf, position, project } = asked;
  return (prepareCallHierarchy(analysis, { position }, project) ?? []).flatMap((item) => {
    const callers = incomingCalls(analysisOf(item.uri), item, project) ?? [];
    const called = outgoingCalls(analysisOf(item.uri), item, project) ?? [];
    return [
      inWords(item, asked),
      ...callers.map(
        ({ from, fromRanges }) => `  <- ${inWords(from, asked)}: ${branches(from.uri, fromRanges, asked)}`,
      ),
      ...called.map(({ to, fromRanges }) => `  -> ${inWords(to, asked)}: ${branches(item.uri, fromRanges, asked)}`),
    ];
  });
});

function inWords(
  { name, detail, uri, range, selectionRange }: CallHierarchyItem,
  { place, textOf }: AskedCase,
): string {
  assert.ok(textOf(uri, range).startsWith(`"${textOf(uri, selectionRange)}"`), name);
  return `${place(uri, selectionRange)} ${name} (${detail})`;
}

function branches(uri: string, ranges: readonly Range[], { textOf }: AskedCase): string {
  return ranges.map((range) => textOf(uri, range)).join(' ');
}
