import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { flowText } from '../support/flows';
import { flowLens, folderOf } from './command';
import { formats, readReport } from './reports';

function git(cwd: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  const { GIT_DIR, GIT_INDEX_FILE, GIT_WORK_TREE, ...env } = process.env;
  execFileSync('git', [...identity, ...args], { cwd, env, stdio: 'pipe' });
}

function commit(cwd: string): void {
  git(cwd, 'add', '--all');
  git(cwd, 'commit', '--quiet', '--message', 'x', '--allow-empty');
}

/** A repository with these files committed on `main`. Every flow in it has the one finding that `faulty` gives. */
function repositoryOf(t: TestContext, files: Readonly<Record<string, string>>): string {
  const cwd = folderOf(t, files);
  git(cwd, 'init', '--quiet', '--initial-branch', 'main');
  commit(cwd);
  return cwd;
}

/** A flow with one finding, so that it is seen whether it was looked at. */
function faulty(name: string, flow: object = {}): string {
  return flowText({ flow: { name, colour: 1, ...flow } });
}

/** The files that are looked at. */
async function checked(cwd: string, ...args: string[]): Promise<readonly string[]> {
  const { stdout, stderr } = await flowLens(['check', '--since', 'main', '--format', 'json', ...args], { cwd });
  assert.ok(stdout !== '', stderr);
  return JSON.parse(stdout).files.map(({ path }: { path: string }) => path.replace('.flow.json', ''));
}

describe('a file is looked at', () => {
  test('where it was changed since the branch began, committed or not, or is new; under its new name', async (t) => {
    const names = ['same', 'changed', 'later', 'moved', 'gone', 'on-main'];
    const cwd = repositoryOf(t, Object.fromEntries(names.map((name) => [`${name}.flow.json`, faulty(name)])));
    git(cwd, 'switch', '--quiet', '--create', 'work');
    writeFileSync(join(cwd, 'changed.flow.json'), faulty('changed', { colour: 2 }));
    renameSync(join(cwd, 'moved.flow.json'), join(cwd, 'ä "new"\n.flow.json'));
    commit(cwd);
    writeFileSync(join(cwd, 'later.flow.json'), faulty('later', { colour: 2 }));
    writeFileSync(join(cwd, 'added.flow.json'), faulty('added'));
    rmSync(join(cwd, 'gone.flow.json'));
    assert.deepEqual(await checked(cwd), ['added', 'changed', 'later', 'ä "new"\n']);
    git(cwd, 'switch', '--quiet', '--detach', 'main');
    writeFileSync(join(cwd, 'on-main.flow.json'), faulty('on-main', { colour: 2 }));
    git(cwd, 'commit', '--quiet', '--all', '--message', 'x');
    git(cwd, 'branch', '--force', 'main');
    git(cwd, 'switch', '--quiet', 'work');
    assert.ok(!(await checked(cwd)).includes('on-main'), 'what others have done since is not ours');
  });

  test('where a folder of the repository is checked, and the workspace is another', async (t) => {
    const cwd = repositoryOf(t, {
      'a/one.flow.json': faulty('one'),
      'b/two.flow.json': faulty('two'),
      'b/flow-lens.config.json': '{}',
    });
    for (const path of ['a/one', 'b/two']) writeFileSync(join(cwd, `${path}.flow.json`), faulty(path));
    assert.deepEqual(await checked(join(cwd, 'b')), ['two']);
    symlinkSync(join(cwd, 'b'), join(cwd, 'link'));
    const { stdout } = await flowLens(['check', '../link/two.flow.json', '--since', 'main'], { cwd: join(cwd, 'a') });
    assert.match(stdout, /unknown-property/);
  });

  test('where it lies in a repository of its own inside, as nobody can tell', async (t) => {
    const cwd = repositoryOf(t, { 'a.flow.json': faulty('a') });
    mkdirSync(join(cwd, 'inner'));
    git(join(cwd, 'inner'), 'init', '--quiet');
    writeFileSync(join(cwd, 'inner/b.flow.json'), faulty('b'));
    assert.deepEqual(await checked(cwd), ['inner/b']);
  });

  test('where it is standard input, changed or not', async (t) => {
    const cwd = repositoryOf(t, { 'a.flow.json': faulty('a') });
    const args = ['check', '-', '--stdin-filename', 'a.flow.json', '--since', 'main'];
    assert.match((await flowLens(args, { cwd, input: faulty('a') })).stdout, /unknown-property/);
  });
});

describe('a file whose findings depend on what changed is looked at', () => {
  const library = (url: string) => JSON.stringify({ version: 1, name: 'library', endpoints: { orders: { url } } });
  const importing = { endpoints: {}, imports: ['../library.flow.json'] };
  const leading = (name: string) => ({
    nodes: { a: { type: 'text-display', text: 'x', next: { flow: name } } },
    start: 'a',
  });
  const files = {
    'library.flow.json': library('http://127.0.0.1:1'),
    'flows/first.flow.json': faulty('first', importing),
    'flows/second.flow.json': faulty('second', importing),
    'flows/entry.flow.json': faulty('entry', leading('middle')),
    'flows/middle.flow.json': faulty('middle', leading('last')),
    'flows/last.flow.json': faulty('last'),
    'other/alone.flow.json': faulty('alone'),
    'other/http-client.env.json': '{ "dev": {} }',
    'flow-lens.config.json': '{}',
  };
  const everything = Object.keys(files)
    .filter((path) => path.endsWith('.flow.json'))
    .map((path) => path.replace('.flow.json', ''));
  const cases: Readonly<
    Record<string, readonly [path: string, text: string | undefined, expected: readonly string[]]>
  > = {
    'with a library, those that import it': [
      'library.flow.json',
      library('http://127.0.0.1:2'),
      ['flows/first', 'flows/second', 'library'],
    ],
    'with a library that is gone, those that imported it': [
      'library.flow.json',
      undefined,
      ['flows/first', 'flows/second'],
    ],
    'with a flow, what it imports and imported, and not those beside it': [
      'flows/first.flow.json',
      faulty('first'),
      ['flows/first', 'library'],
    ],
    'with a flow, those that lead to it and all that it leads to': [
      'flows/middle.flow.json',
      faulty('middle', { ...leading('last'), colour: 2 }),
      ['flows/entry', 'flows/last', 'flows/middle'],
    ],
    'with a flow, all that it led to, step by step': [
      'flows/entry.flow.json',
      faulty('entry'),
      ['flows/entry', 'flows/last', 'flows/middle'],
    ],
    'with a flow that has another name, those that mean the old one': [
      'flows/last.flow.json',
      faulty('first'),
      ['flows/first', 'flows/last', 'flows/middle'],
    ],
    'with an environment file, all below its folder': ['other/http-client.env.json', '{ "test": {} }', ['other/alone']],
    'with a new environment file, all below its folder': [
      'flows/http-client.private.env.json',
      '{}',
      ['flows/entry', 'flows/first', 'flows/last', 'flows/middle', 'flows/second'],
    ],
    'with the configuration, all': ['flow-lens.config.json', '{ "rules": {} }', everything.toSorted()],
  };
  for (const [what, [path, text, expected]] of Object.entries(cases)) {
    test(what, async (t) => {
      const cwd = repositoryOf(t, files);
      if (text === undefined) rmSync(join(cwd, path));
      else writeFileSync(join(cwd, path), text);
      const flows = (await checked(cwd)).filter((name) => !name.endsWith('.json'));
      assert.deepEqual(flows, expected);
    });
  }
});

for (const format of formats) {
  test(`where nothing has changed, that is said and the check succeeds, in --format ${format}`, async (t) => {
    const cwd = repositoryOf(t, { 'a.flow.json': '[]' });
    const { code, stdout, stderr } = await flowLens(['check', '--since', 'HEAD', '--format', format], { cwd });
    assert.deepEqual([code, stderr], [0, 'flow-lens: Nothing to check has changed since "HEAD"\n']);
    assert.deepEqual(readReport(format, stdout), []);
  });
}

describe('git is asked with care', () => {
  const refusals: readonly (readonly [ref: string, reason: RegExp])[] = [
    ['no-such-branch', /^No commit is called "no-such-branch": .*git says: Needed a single revision$/],
    ['--output=stolen', /takes no commit "--output=stolen"$/],
    ['', /takes no commit ""$/],
    ['main..main', /^No commit is called "main\.\.main": /],
  ];
  for (const [ref, reason] of refusals) {
    test(`${JSON.stringify(ref)} is refused`, async (t) => {
      const cwd = repositoryOf(t, { 'a.flow.json': flowText() });
      const { code, stdout, stderr } = await flowLens(['check', `--since=${ref}`], { cwd });
      assert.deepEqual([code, stdout, existsSync(join(cwd, 'stolen'))], [2, '', false]);
      assert.match(stderr.replace(/^flow-lens: /, '').trimEnd(), reason);
    });
  }

  test('what is no repository, has no commit, or shares none, is told', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': flowText() });
    const reason = async (ref = 'main') => {
      const { code, stderr } = await flowLens(['check', '--since', ref], { cwd });
      assert.equal(code, 2);
      return stderr;
    };
    assert.match(await reason(), /git says: not a git repository/);
    git(cwd, 'init', '--quiet', '--initial-branch', 'main');
    assert.match(await reason(), /No commit is called "main"/);
    commit(cwd);
    git(cwd, 'switch', '--quiet', '--orphan', 'other');
    commit(cwd);
    writeFileSync(join(cwd, 'a.flow.json'), flowText());
    assert.match(await reason(), /no commit that "main" and the current branch have in common/);
  });

  test('programs that the repository names are not started', async (t) => {
    const cwd = repositoryOf(t, { 'a.flow.json': flowText(), '.gitattributes': '*.json filter=evil diff=evil\n' });
    const program = join(cwd, 'evil.sh');
    writeFileSync(program, `#!/bin/sh\ntouch '${join(cwd, 'started')}'\ncat\n`);
    chmodSync(program, 0o755);
    const settings = [
      'core.fsmonitor',
      'filter.evil.clean',
      'filter.evil.process',
      'diff.evil.command',
      'diff.external',
    ];
    for (const name of settings) git(cwd, 'config', name, program);
    git(cwd, 'config', 'filter.evil.required', 'true');
    // As young as the index, so that git would have to look into the file.
    const now = new Date();
    for (const path of ['a.flow.json', '.git/index']) utimesSync(join(cwd, path), now, now);
    rmSync(join(cwd, 'started'), { force: true });
    const { code } = await flowLens(['check', '--since', 'main'], { cwd });
    assert.deepEqual([code, existsSync(join(cwd, 'started'))], [0, false]);
  });

  test('what a hook has set for its own repository does not count', async (t) => {
    const cwd = repositoryOf(t, { 'a.flow.json': faulty('a') });
    const other = repositoryOf(t, { 'b.flow.json': faulty('b') });
    writeFileSync(join(cwd, 'a.flow.json'), faulty('a', { colour: 2 }));
    const env = { GIT_DIR: join(other, '.git'), GIT_WORK_TREE: other, GIT_INDEX_FILE: join(other, '.git/index') };
    const { stdout } = await flowLens(['check', '--since', 'main'], { cwd, env });
    assert.match(stdout, /^a\.flow\.json/);
  });
});
