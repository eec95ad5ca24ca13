import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { SelectionRange } from 'vscode-languageserver-protocol';
import { readDocument } from '#core/model/document';
import { spansAround } from '#core/names/spansAround';
import { endOf } from '#core/syntax/span';
import { selectionRanges } from '../../server/src/features/selectionRanges';
import { readFeatureCases, withFeatureCase } from '../support/featureCases';
import { assertFileHolds, readOddFlows } from '../support/fixtures';

function withParents(range: SelectionRange | undefined): readonly SelectionRange[] {
  return range === undefined ? [] : [range, ...withParents(range.parent)];
}

suite('selection ranges', () => {
  for (const each of readFeatureCases('selection-range')) {
    test(each.name, () =>
      withFeatureCase(each, ({ workspace, uri, offset }) => {
        const document = workspace.document(uri);
        assert.ok(document);
        const { lines, text } = document;
        const [found] = selectionRanges(document, [lines.positionAt(offset)]);
        const texts = withParents(found).map(({ range }) =>
          text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end)),
        );
        assertFileHolds(join(each.folder, 'expected.txt'), `${texts.join('\n---\n')}\n`);
      }),
    );
  }

  test('grow at every offset of every odd flow, cut anywhere', () => {
    for (const { name, text: whole } of readOddFlows()) {
      for (const text of [whole, whole.slice(0, whole.length / 2), whole.slice(0, -20)]) {
        const document = readDocument('file:///a.flow.json', text);
        for (let offset = 0; offset <= text.length; offset += 7) {
          const spans = spansAround(document, offset);
          for (const [index, span] of spans.entries()) {
            const outer = spans[index - 1] ?? { offset: 0, length: text.length + 1 };
            assert.ok(span.length < outer.length && span.offset >= outer.offset, `${name} at ${offset}`);
            assert.ok(span.offset <= offset && offset <= endOf(span) && endOf(span) <= endOf(outer));
          }
        }
      }
    }
  });

  test('brackets without end give one range', () => {
    const document = readDocument('file:///a.flow.json', '['.repeat(100_000));
    assert.ok(selectionRanges(document, [{ line: 0, character: 50_000 }]).length === 1);
  });
});
