import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { closePlaceholder } from '../../server/src/features/onTypeFormatting';
import { readFeatureCases, withFeatureCase } from '../support/featureCases';
import { applyTextEdits } from '../support/featureEdits';
import { assertFileHolds } from '../support/fixtures';

suite('the end of a placeholder is put behind its beginning', () => {
  for (const each of readFeatureCases('on-type-formatting')) {
    test(each.name, () =>
      withFeatureCase(each, ({ workspace, uri, offset }) => {
        const document = workspace.document(uri);
        assert.ok(document);
        const edits = closePlaceholder(document, document.lines.positionAt(offset));
        assertFileHolds(join(each.folder, 'expected.json'), applyTextEdits(document.text, edits));
      }),
    );
  }
});
