import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { flowText } from '../support/flows';
import { initRepository } from '../support/git';
import { flowLens, folderOf } from './command';

const privateFile = 'http-client.private.env.json';

/** What the command finds in a folder: `path code`, with what can be mended marked. */
async function findIn(cwd: string): Promise<readonly string[]> {
  const { stdout } = await flowLens(['check', '--format', 'json'], { cwd });
  const files: readonly {
    readonly path: string;
    readonly findings: readonly { readonly code: string; readonly fixable: boolean }[];
  }[] = JSON.parse(stdout).files;
  return files.flatMap(({ path, findings }) =>
    findings.map(({ code, fixable }) => `${path} ${code}${fixable ? ' (fixable)' : ''}`),
  );
}

describe('check reports files beside flows', () => {
  test('a configuration that names a rule nobody has: as a warning, where it is under what is checked', async (t) => {
    const cwd = folderOf(t, {
      'flow-lens.config.json': '{ "rules": { "shema": "off" } }',
      'deep/a.flow.json': flowText(),
      'deep/flow-lens.config.json.txt': 'not read',
    });
    assert.deepEqual(await findIn(cwd), ['flow-lens.config.json unknown-rule (fixable)']);
    assert.equal((await flowLens(['check'], { cwd })).code, 0);
    assert.equal((await flowLens(['check', '--max-warnings', '0'], { cwd })).code, 1);
    assert.equal((await flowLens(['check', '--max-warnings', '0', 'deep'], { cwd })).code, 0);
    const named = await flowLens(['check', 'flow-lens.config.json'], { cwd });
    assert.match(named.stdout, /^flow-lens\.config\.json:1:14 {2}warning {2}No rule has the code "shema"/);
  });

  test('a private environment file that git does not ignore, and no secret is moved to it meanwhile', async (t) => {
    const cwd = folderOf(t, {
      'a.flow.json': flowText({ endpoint: { headers: { 'X-Api-Key': '5f1d7a84' } } }),
      [privateFile]: '{ "dev": {} }',
    });
    assert.deepEqual(await findIn(cwd), ['a.flow.json literal-secret (fixable)']);
    initRepository(cwd);
    assert.deepEqual(await findIn(cwd), [
      'a.flow.json literal-secret',
      `${privateFile} private-file-tracked (fixable)`,
    ]);
    writeFileSync(join(cwd, '.gitignore'), `${privateFile}\n`);
    assert.deepEqual(await findIn(cwd), ['a.flow.json literal-secret (fixable)']);
  });

  test('and changes none of them with --fix', async (t) => {
    const files = {
      'flow-lens.config.json': '{ "rules": { "shema": "off" } }',
      'a.flow.json': flowText({ url: '{{ordersApi}}', endpoint: { headers: { 'X-Api-Key': '5f1d7a84' } } }),
      [privateFile]: '{ "dev": {} }',
    };
    const cwd = folderOf(t, files);
    await flowLens(['check', '--fix'], { cwd });
    for (const [name, text] of Object.entries(files)) assert.equal(readFileSync(join(cwd, name), 'utf8'), text, name);
  });
});
