import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { check } from '#core/check';
import { ignoreFileName } from '#core/model/sideFile';
import { rules } from '#core/rules/index';
import type { Example, Rule } from '#core/rules/rule';
import { checkSideFile } from '../../server/src/workspace/checkSideFile';
import { askGit } from '../../server/src/workspace/git';
import { createGitStates } from '../../server/src/workspace/gitStates';
import { toUri } from '../../server/src/workspace/uri';
import { createWorkspace } from '../../server/src/workspace/workspace';
import { observe } from '../support/observe';
import { descriptionsAtOnce, withFolder } from '../support/project';
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
    const files = { ...beside, [file]: text };
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    if (file === ignoreFileName) execFileSync('git', ['init', '--quiet', folder]);
    const git = createGitStates(askGit);
    const paths = Object.keys(files).map((name) => join(folder, name));
    await git.learn(paths);
    const workspace = createWorkspace([folder], git.of, undefined, descriptionsAtOnce);
    await workspace.scan();
    if (!file.endsWith('.flow.json')) {
      return paths.flatMap((path) => {
        const beside = workspace.sideFile(toUri(path));
        return beside === undefined ? [] : checkSideFile(beside, alone(rule)).all;
      }).length;
    }
    const document = workspace.document(toUri(join(folder, file)));
    assert.ok(document !== undefined);
    const observed = rule.example.answer && observe(document, rule.example.answer);
    const { all } = check(document, workspace.project, {
      severityOf: alone(rule),
      today,
      observationOf: (id) => (id === observed?.id ? observed.seen : undefined),
    });
    return all.filter(({ code }) => code === rule.code).length;
  });
}
