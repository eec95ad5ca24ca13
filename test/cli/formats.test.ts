import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { flowText } from '../support/flows';
import { flowLens, folderOf } from './command';
import { formats, readReport, readSarifRun, readSuites } from './reports';

const clean = flowText({ flow: { name: 'clean' } });
const files = {
  'a.flow.json': flowText({
    endpoint: { headers: { Accept: 'application/json' } },
    node: { headers: { accept: 'text/plain' }, color: 1 },
  }),
  'b/c.flow.json': flowText({
    flow: { name: 'other', colour: 'red', suppressions: [{ rule: 'unknown-property', reason: 'a tool reads it' }] },
  }),
  'clean.flow.json': clean,
};

for (const format of formats) {
  describe(`--format ${format}`, () => {
    test('says what the others say, and leaves out or marks what is accepted', async (t) => {
      const cwd = folderOf(t, files);
      const { stdout, stderr, code } = await flowLens(['check', '--format', format], { cwd });
      assert.deepEqual(readReport(format, stdout), [
        { path: 'a.flow.json', code: 'header-mismatch', line: 29 },
        { path: 'a.flow.json', code: 'unknown-property', line: 31 },
      ]);
      assert.equal(stderr, '');
      assert.equal(code, 1);
    });

    test('shows errors only with --quiet, and follows --rule and --max-warnings', async (t) => {
      const cwd = folderOf(t, files);
      const quiet = await flowLens(['check', '--format', format, '--quiet'], { cwd });
      assert.deepEqual(readReport(format, quiet.stdout), [{ path: 'a.flow.json', code: 'header-mismatch', line: 29 }]);
      const args = ['check', '--format', format, '--rule', 'header-mismatch=off', '--max-warnings', '0'];
      const { stdout, stderr, code } = await flowLens(args, { cwd });
      assert.deepEqual(readReport(format, stdout), [{ path: 'a.flow.json', code: 'unknown-property', line: 31 }]);
      assert.equal(stderr, 'flow-lens: 1 warning, and --max-warnings allows 0\n');
      assert.equal(code, 1);
      const failures = format === 'junit' ? readSuites(stdout).filter((suite) => suite.failures !== '0').length : 1;
      assert.equal(failures, 1, 'a warning that fails the check is a failure');
    });

    test('reads standard input', async (t) => {
      const args = ['check', '-', '--stdin-filename', 'sub/x.flow.json', '--format', format];
      const { stdout } = await flowLens(args, { cwd: folderOf(t, {}), input: '{ "version": 1, }' });
      const codes = readReport(format, stdout).map(({ path, code }) => `${path} ${code}`);
      assert.ok(codes.includes('sub/x.flow.json json-syntax'), `${codes}`);
    });

    test('tells of files that can not be read, and of all that is found in the rest', async (t) => {
      const cwd = folderOf(t, { ...files, 'large.flow.json': '' });
      truncateSync(join(cwd, 'large.flow.json'), 300 * 1024 * 1024);
      symlinkSync('gone.json', join(cwd, 'link.flow.json'));
      mkdirSync(join(cwd, 'folder.flow.json'));
      const { stdout, stderr, code } = await flowLens(['check', '--format', format], { cwd });
      assert.equal(code, 2);
      assert.deepEqual(
        readReport(format, stdout).map(({ code }) => code),
        ['header-mismatch', 'unknown-property'],
      );
      const sentences = [
        "large.flow.json can't be read: it is larger than 256 MiB",
        "link.flow.json can't be read: there is no such file",
      ];
      assert.deepEqual(
        stderr.trimEnd().split('\n').sort(),
        sentences.map((sentence) => `flow-lens: ${sentence}`).sort(),
      );
      for (const sentence of format === 'text' ? [] : sentences) {
        assert.ok(stdout.replaceAll('&apos;', "'").includes(sentence), `${sentence} is missing`);
      }
    });

    test('is a whole document where nothing is found', async (t) => {
      const { stdout, code } = await flowLens(['check', '--format', format], {
        cwd: folderOf(t, { 'clean.flow.json': clean }),
      });
      assert.equal(code, 0);
      assert.deepEqual(readReport(format, stdout), []);
      assert.equal(stdout === '', format === 'github');
    });
  });
}

test('paths for other programs are those of the repository, wherever the command is run', async (t) => {
  const folder = folderOf(t, files);
  mkdirSync(join(folder, '.git'));
  const cwd = join(folder, 'b');
  const paths = async (format: 'sarif' | 'github' | 'junit' | 'json') => {
    const { stdout } = await flowLens(['check', '..', '--format', format, '--rule', 'unknown-property=off'], { cwd });
    return readReport(format, stdout).map(({ path }) => path);
  };
  assert.deepEqual(await paths('sarif'), ['a.flow.json']);
  assert.deepEqual(await paths('github'), ['a.flow.json']);
  assert.deepEqual(await paths('junit'), ['a.flow.json']);
  assert.deepEqual(await paths('json'), ['../a.flow.json']);
  const { stdout } = await flowLens(['check', '--format', 'sarif'], { cwd });
  const { artifacts, originalUriBaseIds } = readSarifRun(stdout);
  assert.deepEqual(
    artifacts.map(({ location }) => location.uri),
    ['b/c.flow.json'],
  );
  assert.ok(originalUriBaseIds.SRCROOT.uri.endsWith(`${folder.split('/').at(-1)}/`));
});

test('json names the node of a finding with the endpoint that it calls, and an endpoint alone', async (t) => {
  const mismatch = { headers: { accept: 'text/plain' } };
  const imported = flowText({ flow: { name: 'lib', start: undefined, nodes: undefined } });
  const endpoint = { headers: { Accept: 'application/json' }, colour: 1 };
  const cwd = folderOf(t, {
    'lib.flow.json': imported,
    'own.flow.json': flowText({ endpoint, node: { ...mismatch, colour: 1 }, flow: { name: 'own', colour: 1 } }),
    'far.flow.json': flowText({
      node: { colour: 1 },
      flow: { name: 'far', imports: ['lib.flow.json'], endpoints: {} },
    }),
    'none.flow.json': flowText({ node: { colour: 1, endpoint: 'gone' }, flow: { name: 'none' } }),
  });
  const { stdout } = await flowLens(['check', '--format', 'json'], { cwd });
  const { files } = JSON.parse(stdout);
  const places = files.flatMap(({ path, findings }: JsonFile) =>
    findings.map(({ code, node, endpoint }) => `${path} ${code} ${node} ${endpoint}`),
  );
  assert.deepEqual(places, [
    'far.flow.json unknown-property get-order orders',
    'none.flow.json unknown-endpoint get-order undefined',
    'none.flow.json unknown-property get-order undefined',
    'own.flow.json unknown-property undefined orders',
    'own.flow.json header-mismatch get-order orders',
    'own.flow.json unknown-property get-order orders',
    'own.flow.json unknown-property undefined undefined',
  ]);
});

interface JsonFile {
  readonly path: string;
  readonly findings: readonly { readonly code: string; readonly node?: string; readonly endpoint?: string }[];
}
