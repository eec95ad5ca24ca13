import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { check } from '#core/check';
import { rules } from '#core/rules/index';
import { checkEnvironmentFile } from '#core/rules/invalid-environment-file';
import type { Example, Rule } from '#core/rules/rule';
import { toUri } from '../../server/src/workspace/uri';
import { createWorkspace } from '../../server/src/workspace/workspace';
import { withFolder } from '../support/project';
import { alone } from '../support/severity';

const today = '2026-01-15';

for (const rule of rules) {
  test(`${rule.code}: finds what its documentation shows as wrong, and nothing in what it shows as right`, async () => {
    const { wrong, right } = rule.example;
    assert.ok((await countIn(rule, wrong)) > 0, 'the wrong example has a finding');
    assert.equal(await countIn(rule, right), 0, 'the right example has none');
  });
}

/** How many findings the rule has in a text, alone and among the example's other files. */
function countIn(rule: Rule, text: string): Promise<number> {
  return withFolder(async (folder) => {
    const { file = 'example.flow.json', beside = {} }: Example = rule.example;
    for (const [name, content] of Object.entries({ ...beside, [file]: text })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    if (!file.endsWith('.flow.json')) return checkEnvironmentFile(text).length;
    const workspace = createWorkspace([folder]);
    await workspace.scan();
    const document = workspace.document(toUri(join(folder, file)));
    assert.ok(document !== undefined);
    return check(document, workspace.project, { severityOf: alone(rule), today }).all.length;
  });
}
