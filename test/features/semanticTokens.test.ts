import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { check } from '#core/check';
import { semanticTokens, semanticTokensLegend } from '../../server/src/features/semanticTokens';
import { readFeatureCases, withFeatureCase } from '../support/featureCases';
import { assertFileHolds } from '../support/fixtures';
import { declaresSecret } from '../support/project';

suite('semantic tokens', () => {
  for (const each of readFeatureCases('semantic-tokens')) {
    test(each.name, () =>
      withFeatureCase(each, ({ workspace, uri }) => {
        const document = workspace.document(uri);
        assert.ok(document);
        const { project } = workspace;
        const isSecret = declaresSecret({ workspace });
        const result = check(document, project, { isSecret, today: '2027-01-01', environment: null });
        const tokens = semanticTokens({ document, version: 1, result }, { project, isSecret });
        const { tokenTypes, tokenModifiers } = semanticTokensLegend;
        const lines = tokens.map(({ line, character, length, type, modifiers }) => {
          const start = document.lines.offsetAt({ line, character });
          const marks = tokenModifiers.filter((_, bit) => (modifiers >> bit) & 1);
          const what = [tokenTypes[type], ...marks].join('.');
          return `${line + 1}:${character + 1} ${document.text.slice(start, start + length)} ${what}`;
        });
        assertFileHolds(join(each.folder, 'expected.txt'), `${lines.join('\n')}\n`);
      }),
    );
  }
});
