import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type CheckOptions, check } from '#core/check';
import { readDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import { type FixtureProject, withProject } from '../support/project';

const environments = {
  dev: { api: 'http://127.0.0.1:8787', stage: 'd' },
  live: { api: 'http://orders.internal' },
};

interface Given {
  readonly rule?: string;
  readonly url?: string;
  readonly environmentFile?: string;
  readonly options?: Partial<CheckOptions>;
  readonly toProject?: (project: Project) => Project | undefined;
}

/** Whether the one suppression of an endpoint is called unused. */
async function isCalledUnused({
  rule = 'plain-http-url',
  url = 'https://a.example.com',
  ...given
}: Given): Promise<boolean> {
  const suppressions = [{ rule, reason: 'We know' }];
  const endpoint = { url, elementValidation: '$', suppressions };
  const text = JSON.stringify({ version: 1, name: 'a', endpoints: { a: endpoint }, imports: ['b.flow.json'] });
  const parts = { folder: 'test/fixtures/flows/shared', isNeighbour: () => false, fileName: 'a.flow.json', text };
  return withProject({ ...parts, style: (same) => same }, ({ workspace, uri }: FixtureProject) => {
    const file = given.environmentFile ?? JSON.stringify(environments);
    workspace.open(uri.replace('a.flow.json', 'http-client.env.json'), file);
    workspace.open(uri.replace('a.flow.json', 'b.flow.json'), '{ "version": 1, "name": "b", "endpoints": {} }');
    const project = (given.toProject ?? ((same) => same))(workspace.project);
    const { all } = check(readDocument(uri, text), project, { today: '2026-01-15', ...given.options });
    return all.some(({ code }) => code === 'unused-suppression');
  });
}

suite('a suppression that silences nothing is unused', () => {
  test('in a file among its neighbours', async () => assert.equal(await isCalledUnused({}), true));
  test('but not where it silences something', async () => {
    assert.equal(await isCalledUnused({ url: 'http://a.example.com' }), false);
  });
  test('but not where its rule is off', async () => {
    const options = { severityOf: (code: string) => (code === 'plain-http-url' ? ('off' as const) : undefined) };
    assert.equal(await isCalledUnused({ options }), false);
  });
  test('but not where there are no neighbours to look at, or they are still being read', async () => {
    assert.equal(await isCalledUnused({ toProject: () => undefined }), false);
    assert.equal(
      await isCalledUnused({ toProject: (project) => ({ ...project, flowsNamed: () => undefined }) }),
      false,
    );
  });
  test('but not where a rule has failed', async () => {
    const resolveImport = () => assert.fail('not a good day');
    assert.equal(await isCalledUnused({ toProject: (project) => ({ ...project, resolveImport }) }), false);
  });
});

suite('what hangs on the environment is not called unused', () => {
  const inEnvironment = (environment: string, url: string) => isCalledUnused({ url, options: { environment } });

  test('where another environment than the picked one shows it', async () => {
    assert.equal(await inEnvironment('dev', '{{api}}/orders'), false);
    assert.equal(await inEnvironment('dev', 'https://a.example.com'), true);
    assert.equal(await isCalledUnused({ url: '{{api}}/orders' }), false);
  });
  test('where an environment that could be picked lacks the value', async () => {
    assert.equal(await isCalledUnused({ rule: 'undefined-environment-value', url: '{{api}}/{{stage}}' }), false);
  });
  test('where the environment file can not be read', async () => {
    assert.equal(await isCalledUnused({ url: '{{api}}/orders', environmentFile: '{' }), false);
    assert.equal(await isCalledUnused({ environmentFile: '{' }), true);
  });
});
