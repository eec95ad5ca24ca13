import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { InlayHint } from 'vscode-languageserver-protocol';
import { readDocument } from '#core/model/document';
import { applyEdits } from '#core/syntax/edit';
import { inlayHints } from '../../server/src/features/inlayHints';
import { readFeatureCases, withFeatureCase } from '../support/featureCases';
import { assertFileHolds } from '../support/fixtures';
import { flowText } from '../support/flows';

const all = { reasonPhrases: true, inheritedFields: true };
const everywhere = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };

function labelOf({ label }: InlayHint): string {
  return typeof label === 'string' ? label : label.map(({ value }) => value).join('');
}

suite('inlay hints', () => {
  for (const each of readFeatureCases('inlay-hints')) {
    test(each.name, () =>
      withFeatureCase(each, ({ workspace, uri }) => {
        const document = workspace.document(uri);
        assert.ok(document);
        const edits = inlayHints(document, everywhere, workspace.project, all).map((hint) => ({
          span: { offset: document.lines.offsetAt(hint.position), length: 0 },
          newText: `${hint.paddingLeft ? '·' : ''}⟨${labelOf(hint)}⟩`,
        }));
        assertFileHolds(join(each.folder, 'expected.txt'), applyEdits(document.text, edits));
      }),
    );
  }

  test('only those in view are given', () => {
    const document = readDocument('file:///a.flow.json', flowText());
    const { line } = document.lines.positionAt(document.text.indexOf('"404"'));
    const view = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
    assert.deepEqual(inlayHints(document, view, undefined, all).map(labelOf), ['Not Found']);
  });

  test('each kind can be switched off', () => {
    const text = flowText({ endpoint: { headers: { Accept: 'text/plain' } } });
    const document = readDocument('file:///a.flow.json', text);
    const labels = (settings: typeof all) => inlayHints(document, everywhere, undefined, settings).map(labelOf);
    assert.deepEqual(labels(all), ['+ Accept: text/plain', 'OK', 'Not Found']);
    assert.deepEqual(labels({ ...all, inheritedFields: false }), ['OK', 'Not Found']);
    assert.deepEqual(labels({ ...all, reasonPhrases: false }), ['+ Accept: text/plain']);
  });

  test('a part of a hint leads to the field', () => {
    const text = flowText({ endpoint: { headers: { Accept: 'text/plain' } } });
    const document = readDocument('file:///a.flow.json', text);
    const [hint] = inlayHints(document, everywhere, undefined, all);
    const [part] = Array.isArray(hint?.label) ? hint.label : [];
    const { start } = part?.location?.range ?? everywhere;
    assert.equal(document.lines.offsetAt(start), text.indexOf('"Accept"'));
  });
});
