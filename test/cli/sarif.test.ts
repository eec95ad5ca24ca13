import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { rules } from '#core/rules/index';
import { version } from '../../package.json';
import { flowText } from '../support/flows';
import { flowLens, folderOf } from './command';
import { readSarifRun, type SarifResult, type SarifRun } from './reports';

async function runOf(cwd: string, ...args: string[]): Promise<SarifRun> {
  return readSarifRun((await flowLens(['check', '--format', 'sarif', ...args], { cwd })).stdout);
}

async function resultOf(cwd: string, code: string, ...args: string[]): Promise<SarifResult> {
  const { results } = await runOf(cwd, ...args);
  return results.find(({ ruleId }) => ruleId === code) ?? assert.fail(`${results.map(({ ruleId }) => ruleId)}`);
}

/** The schema that the standard was published with. */
function createValidator(): (log: unknown) => string | undefined {
  const path = createRequire(`${process.cwd()}/`).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const ajv = new AjvDraft04({ strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  return (log) => (validate(log) ? undefined : ajv.errorsText(validate.errors));
}

describe('every log is valid', () => {
  const findError = createValidator();

  test('the schema tells right from wrong', () => {
    assert.equal(findError({ version: '2.1.0', runs: [] }), undefined);
    assert.match(findError({ version: '2.1.0', runs: [{}] }) ?? '', /tool/);
  });

  const folders = [
    'test/fixtures/flows',
    'examples',
    ...readdirSync('test/fixtures/rules').map((rule) => `test/fixtures/rules/${rule}`),
  ];
  test(`over the ${folders.length} folders of fixtures and the examples`, async (t) => {
    const cwd = folderOf(t, { 'bad\u0001%20name#?.flow.json': '{', 'flow-lens.config.json': '{}' });
    for (const folder of folders) cpSync(folder, join(cwd, folder), { recursive: true });
    symlinkSync('gone', join(cwd, 'link.flow.json'));
    const { stdout } = await flowLens(['check', '--format', 'sarif'], { cwd });
    assert.equal(findError(JSON.parse(stdout)), undefined);
    const { results } = readSarifRun(stdout);
    for (const part of ['fixes', 'relatedLocations'] as const)
      assert.ok(
        results.some((result) => result[part]),
        part,
      );
    assert.ok(results.some(({ suppressions }) => suppressions.length > 0));
  });

  test('with a baseline, and where nothing was found', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': flowText(), 'b.json': '{ "version": 1, "findings": [] }' });
    const { stdout } = await flowLens(['check', 'a.flow.json', '--format', 'sarif', '--baseline', 'b.json'], { cwd });
    assert.equal(findError(JSON.parse(stdout)), undefined);
  });
});

test('the tool is told with all its rules, and how they are meant', async (t) => {
  const { tool } = await runOf(folderOf(t, { 'a.flow.json': flowText() }));
  const { rules: told, ...driver } = tool.driver;
  assert.deepEqual(driver, {
    name: 'Flow Lens',
    version,
    semanticVersion: version,
    informationUri: 'https://github.com/flow-lens/flow-lens',
  });
  assert.deepEqual(
    told.map(({ id }) => id),
    rules.map(({ code }) => code),
  );
  const [{ help, fullDescription, ...first }] = JSON.parse(JSON.stringify(told));
  assert.deepEqual(first, {
    id: 'header-mismatch',
    name: 'HeaderMismatch',
    shortDescription: { text: 'A header has the same value on the endpoint and on the node.' },
    helpUri: 'https://github.com/flow-lens/flow-lens/blob/main/docs/rules/header-mismatch.md',
    defaultConfiguration: { level: 'error', enabled: true },
    properties: {
      tags: ['flow', 'platform-documentation'],
      precision: 'very-high',
      basis: 'D',
      'problem.severity': 'error',
    },
  });
  assert.ok(help.text.startsWith(fullDescription.text));
  assert.match(help.markdown, /## Wrong\n\n```json\n\{[\s\S]+\n```\n\n## Right\n\n```json\n/);
});

const mismatch = flowText({
  endpoint: { headers: { Accept: 'application/json' } },
  node: { headers: { accept: 'text/plain' } },
});

describe('a result', () => {
  test('stands at its token, in its node, with the places that take part', async (t) => {
    const cwd = folderOf(t, { 'ä [b]/c.flow.json': mismatch });
    const run = await runOf(cwd);
    const result = await resultOf(cwd, 'header-mismatch');
    const artifactLocation = { uri: '%C3%A4%20%5Bb%5D/c.flow.json', uriBaseId: 'SRCROOT', index: 0 };
    const offset = mismatch.indexOf('"accept"');
    const region = { startLine: 29, startColumn: 9, endLine: 29, endColumn: 17, charOffset: offset, charLength: 8 };
    assert.deepEqual(result.locations, [
      {
        physicalLocation: { artifactLocation, region },
        logicalLocations: [{ name: 'get-order', fullyQualifiedName: 'nodes/get-order', kind: 'property' }],
      },
    ]);
    assert.equal(run.artifacts[0]?.location.uri, artifactLocation.uri);
    assert.equal(run.tool.driver.rules[result.ruleIndex]?.id, 'header-mismatch');
    assert.deepEqual([result.level, result.properties.severity], ['error', 'error']);
    const [related] = result.relatedLocations ?? [];
    assert.equal(related?.id, 1);
    assert.equal(related?.physicalLocation.region.charOffset, mismatch.indexOf('"Accept"'));
    assert.ok(result.message.text.endsWith('; ["Accept" on the endpoint](1)'), result.message.text);
  });

  test('has the level that was set, and a hint is a note', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': mismatch });
    const { level, properties } = await resultOf(cwd, 'header-mismatch', '--rule', 'header-mismatch=hint');
    assert.deepEqual([level, properties.severity], ['note', 'hint']);
  });

  test('is accepted with the reason of its suppression, unless that holds a credential', async (t) => {
    const accepted = (reason: string) =>
      flowText({ flow: { colour: 1, suppressions: [{ rule: 'unknown-property', reason }] } });
    const cwd = folderOf(t, { 'a.flow.json': accepted(' another tool reads it ') });
    const { suppressions } = await resultOf(cwd, 'unknown-property');
    assert.deepEqual(suppressions, [{ kind: 'inSource', justification: 'another tool reads it' }]);
    writeFileSync(join(cwd, 'a.flow.json'), accepted(`ghp_${'a1'.repeat(18)}`));
    assert.deepEqual((await resultOf(cwd, 'unknown-property')).suppressions, [{ kind: 'inSource' }]);
  });

  test('is known again wherever its line went, and apart from its like', async (t) => {
    const twice = flowText({ node: { 'default-color': 1, headers: { 'a b': '1' } }, flow: { colour: 1 } });
    const cwd = folderOf(t, { 'a.flow.json': twice });
    const fingerprints = async () =>
      (await runOf(cwd)).results.map((result) => Object.values(result.partialFingerprints));
    const before = await fingerprints();
    assert.equal(new Set(before.flat()).size, before.length);
    writeFileSync(join(cwd, 'a.flow.json'), `\n\n${twice.replace('"name"', '\n\n"name"')}`);
    assert.deepEqual(await fingerprints(), before);
  });

  test('is no link where its text looks like one', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': flowText({ flow: { start: '[click](https://evil.example)' } }) });
    const { message } = await resultOf(cwd, 'unknown-start');
    assert.ok(message.text.includes('\\[click\\](https://evil.example)'), message.text);
  });
});

describe('fixes', () => {
  test('mend what they are said to mend', async (t) => {
    const text = flowText().replace('"other"', '"Other"');
    const { fixes = [] } = await resultOf(folderOf(t, { 'a.flow.json': text }), 'default-response-case');
    const [change] = fixes[0]?.artifactChanges ?? [];
    let mended = text;
    for (const { deletedRegion, insertedContent } of [...(change?.replacements ?? [])].reverse()) {
      const { charOffset, charLength } = deletedRegion;
      mended = mended.slice(0, charOffset) + (insertedContent?.text ?? '') + mended.slice(charOffset + charLength);
    }
    assert.equal(mended, flowText());
  });

  test('that copy a value, or edit another file, are left out', async (t) => {
    const credentials = flowText({
      endpoint: { headers: { Authorization: 'Bearer first-of-all' } },
      node: { headers: { Authorization: 'Bearer second-to-none' } },
    });
    const cwd = folderOf(t, { 'a.flow.json': credentials });
    const titles = ({ fixes = [] }: SarifResult) => fixes.map(({ description }) => description.text);
    assert.deepEqual(titles(await resultOf(cwd, 'header-mismatch')), ['Remove it from the node']);
    const library = JSON.stringify({ version: 1, name: 'library', endpoints: JSON.parse(flowText()).endpoints });
    writeFileSync(join(cwd, 'library.flow.json'), library);
    const importing = flowText({
      flow: { endpoints: {}, imports: ['library.flow.json'] },
      node: { endpoint: 'order', headers: { Authorization: 'Bearer abc123secret456' } },
    });
    writeFileSync(join(cwd, 'a.flow.json'), importing);
    for (const { fixes = [], locations } of (await runOf(cwd)).results) {
      for (const { artifactChanges } of fixes) {
        const uris = artifactChanges.map(({ artifactLocation }) => artifactLocation.uri);
        assert.deepEqual(uris, [locations[0].physicalLocation.artifactLocation.uri]);
      }
    }
  });
});

test('what can not be read is told by the run, which did not succeed', async (t) => {
  const cwd = folderOf(t, { 'b.flow.json': flowText() });
  symlinkSync('gone', join(cwd, 'a.flow.json'));
  const { invocations } = await runOf(cwd);
  assert.equal(invocations[0]?.executionSuccessful, false);
  const [notification, ...others] = invocations[0]?.toolExecutionNotifications ?? [];
  assert.equal(notification?.message.text, "a.flow.json can't be read: there is no such file");
  assert.equal(notification?.locations[0]?.physicalLocation.artifactLocation.uri, 'a.flow.json');
  assert.deepEqual(others, []);
});
