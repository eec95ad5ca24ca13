import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCurl } from '#core/curl/readCurl';
import { toCurlDraft } from '#core/refactorings/curlDraft';
import { outcomeOfAdding } from '../support/addToCase';
import { readFeatureCases, withFeatureCase } from '../support/featureCases';
import { assertFileHolds } from '../support/fixtures';

for (const feature of readFeatureCases('paste-curl')) {
  test(`a curl command becomes a node: ${feature.name}`, () =>
    withFeatureCase(feature, (open) => {
      const reading = readCurl(readFileSync(join(feature.folder, 'command.txt'), 'utf8'));
      const outcome =
        reading.kind === 'refused'
          ? `refused: ${reading.reason}\n`
          : outcomeOfAdding(open, [toCurlDraft(reading.request)], reading.notes, { withNodes: true });
      assertFileHolds(join(feature.folder, 'expected.txt'), outcome);
    }));
}
