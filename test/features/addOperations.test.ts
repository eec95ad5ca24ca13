import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readDescription } from '#core/openApi/readDescription';
import { isCallable, toOperationDrafts } from '#core/refactorings/operationDraft';
import { addContextOf, outcomeOfAdding } from '../support/addToCase';
import { readFeatureCases, withFeatureCase } from '../support/featureCases';
import { assertFileHolds } from '../support/fixtures';

for (const feature of readFeatureCases('add-operations')) {
  test(`operations become endpoints: ${feature.name}`, () =>
    withFeatureCase(feature, (open) => {
      const file =
        readdirSync(feature.folder).find((name) => name.includes('.openapi.')) ?? assert.fail('a description');
      const read = readDescription(readFileSync(join(feature.folder, file), 'utf8'));
      assert.ok(read.kind === 'found', JSON.stringify(read));
      const operations = read.description.operations.filter(isCallable);
      const { drafts, environmentValues } = toOperationDrafts(
        operations,
        read.description,
        `./${file}`,
        addContextOf(open),
      );
      const withNodes = !existsSync(join(feature.folder, 'endpoints-only.txt'));
      const outcome = outcomeOfAdding(open, drafts, [], { withNodes, environmentValues });
      assertFileHolds(join(feature.folder, 'expected.txt'), outcome);
    }));
}
