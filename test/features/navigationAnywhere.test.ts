import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Range } from 'vscode-languageserver-protocol';
import { toCheckResult } from '#core/check';
import { type FlowDocument, readDocument } from '#core/model/document';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/src/features/callHierarchy';
import { declaration } from '../../server/src/features/declaration';
import { definition } from '../../server/src/features/definition';
import { documentHighlight } from '../../server/src/features/documentHighlight';
import { references } from '../../server/src/features/references';
import { readOddFlows } from '../support/fixtures';

/** The name under the cursor is among its own references and highlights, whatever it is and wherever the text is broken. */
function assertNavigable(document: FlowDocument, offset: number): void {
  const analysis = { document, version: null, result: toCheckResult([]) };
  const position = document.lines.positionAt(offset);
  const marks = documentHighlight(analysis, { position }, undefined);
  const uses = references(analysis, { position, context: { includeDeclaration: true } }, undefined);
  const holds = ({ start, end }: Range) =>
    document.lines.offsetAt(start) <= offset && offset <= document.lines.offsetAt(end);
  assert.equal(marks === null, uses === null);
  for (const places of [marks, uses]) assert.ok(places === null || places.some(({ range }) => holds(range)));
  definition(analysis, { position }, undefined, true);
  declaration(analysis, { position }, undefined, false);
  for (const item of prepareCallHierarchy(analysis, { position }, undefined) ?? []) {
    assert.ok(incomingCalls(analysis, item, undefined));
    assert.ok(outgoingCalls(analysis, item, undefined));
  }
}

for (const { name, text } of readOddFlows()) {
  test(`anywhere in ${name} one can go on, and in what is left of it when it is cut`, () => {
    for (const length of [text.length, Math.floor(text.length / 2), Math.floor(text.length / 3)]) {
      const document = readDocument('file:///odd.flow.json', text.slice(0, length));
      for (let offset = 0; offset <= length; offset += 5) assertNavigable(document, offset);
    }
  });
}
