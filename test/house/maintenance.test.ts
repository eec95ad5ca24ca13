import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import launch from '../../.vscode/launch.json';
import tasks from '../../.vscode/tasks.json';
import manifest from '../../package.json';

const scripts = Object.keys(manifest.scripts);

describe('what a maintainer goes by is there', () => {
  for (const page of ['README.md', 'CONTRIBUTING.md', 'docs/ci.md', 'docs/editors.md', '.github/workflows/ci.yml']) {
    test(`every script of npm that ${page} names`, () => {
      for (const [, name = ''] of readFileSync(page, 'utf8').matchAll(/npm run ([\w:-]+)/g))
        assert.ok(scripts.includes(name), name);
    });

    test(`every file of ours that ${page} runs`, () => {
      for (const [file] of readFileSync(page, 'utf8').matchAll(/(?<=node )(?:scripts|examples)\/[\w./]+/g))
        assert.ok(existsSync(file), file);
    });
  }

  test('every stage of the tests that a page or a workflow names', () => {
    const source = readFileSync('scripts/test.mjs', 'utf8');
    for (const page of ['CONTRIBUTING.md', '.github/workflows/ci.yml'])
      for (const [, stages = ''] of readFileSync(page, 'utf8').matchAll(/npm test -- ([a-z ]+)/g))
        for (const stage of stages.trim().split(' ')) assert.match(source, new RegExp(`^ {2}${stage}: `, 'm'));
  });

  test('what F5 starts: its task, and the script of that', () => {
    const labels = tasks.tasks.map(({ label }) => label);
    for (const { preLaunchTask = 'watch' } of launch.configurations) assert.ok(labels.includes(preLaunchTask));
    for (const { script = 'watch' } of tasks.tasks) assert.ok(scripts.includes(script), script);
  });
});

test('the changelog has the form of Keep a Changelog, and the links of its versions', () => {
  const text = readFileSync('CHANGELOG.md', 'utf8');
  const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);
  assert.ok(headings.length > 0);
  for (const heading of headings) {
    const [, version] = /^\[(Unreleased|\d+\.\d+\.\d+)\](?: - \d{4}-\d\d-\d\d)?$/.exec(heading) ?? [];
    assert.ok(version !== undefined, heading);
    assert.equal(heading.includes(' - '), version !== 'Unreleased', heading);
    assert.ok(text.includes(`\n[${version}]: https://`), version);
  }
  for (const [, kind = ''] of text.matchAll(/^### (.*)$/gm))
    assert.ok(['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'].includes(kind), kind);
});

test('the packages that pages name are of this version', () => {
  for (const page of ['README.md', 'docs/ci.md'])
    for (const [, version] of readFileSync(page, 'utf8').matchAll(/flow-lens-(\d[\w.-]*)\.(?:vsix|tgz)/g))
      assert.equal(version, manifest.version, page);
});

test('every page of docs is led to by their index, and that by the README', () => {
  const index = readFileSync('docs/README.md', 'utf8');
  for (const name of readdirSync('docs').filter((each) => each.endsWith('.md') && each !== 'README.md'))
    assert.ok(index.includes(`(${name})`), name);
  assert.ok(readFileSync('README.md', 'utf8').includes('(docs/README.md)'));
});
