import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type CheckOptions, type CheckResult, check } from '#core/check';
import { readDocument } from '#core/model/document';
import { noEnvironmentFiles } from '#core/model/environment';
import type { Project } from '#core/model/project';
import { rules } from '#core/rules/index';

const uri = 'file:///flows/a.flow.json';

function checkFlow(flow: unknown, options: Partial<CheckOptions> = {}, project?: Project): CheckResult {
  const text = typeof flow === 'string' ? flow : JSON.stringify(flow);
  return check(readDocument(uri, text), project, { today: '2026-01-15', ...options });
}

function codes({ all }: CheckResult): readonly string[] {
  return all.map(({ code, severity, suppressed }) => `${severity} ${code}${suppressed ? ' suppressed' : ''}`);
}

const unknownKeys = (count: number, prefix = 'key') =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}-${index}`, 1]));

suite('severities', () => {
  const flow = { version: 1, name: 'a', mystery: 1 };

  test('are the rules’ own where nobody sets them', () => {
    assert.deepEqual(codes(checkFlow(flow)), ['warning unknown-property']);
  });
  test('are what a person has set', () => {
    const result = checkFlow(flow, { severityOf: (code) => (code === 'unknown-property' ? 'hint' : undefined) });
    assert.deepEqual(codes(result), ['hint unknown-property']);
    assert.deepEqual(result.counts, { error: 0, warning: 0, information: 0, hint: 1, suppressed: 0 });
  });
  test('off is silence', () => {
    assert.deepEqual(codes(checkFlow(flow, { severityOf: () => 'off' })), []);
  });
});

suite('findings', () => {
  test('stand in the order of the text, then of their codes', () => {
    const text = '{ "version": 1, "nam": "a", "nodes": { "a": { "type": "text-display", "next": "" } }, "nam": 1 }';
    const { all } = checkFlow(text);
    const places = all.map(({ span, code }) => `${span.offset} ${code}`);
    assert.deepEqual(
      places,
      [...places].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1)),
    );
    assert.ok(places.length > 3);
  });
  test('say which node and which endpoint they stand in', () => {
    const { all } = checkFlow({
      version: 1,
      name: 'a',
      x: 1,
      endpoints: { e1: { url: 'https://a', elementValidation: 5 }, e2: { url: 'https://a', elementValidation: 5 } },
      start: 'n1',
      nodes: {
        n1: { type: 'menu', text: '', results: { a: '' } },
        n2: { type: 'menu', text: '', results: { b: 'n3' } },
      },
    });
    assert.deepEqual(
      all.map(({ node, endpoint }) => [node, endpoint]),
      [
        [undefined, undefined],
        [undefined, 'e1'],
        [undefined, 'e2'],
        ['n1', undefined],
        ['n2', undefined],
      ],
    );
  });
  test('stand in the node that is still being typed', () => {
    const { all } = checkFlow(
      '{ "version": 1, "name": "a", "start": "a", "nodes": { "a": { "type": "end" }, "b": { "type": "menu", "text": 5',
    );
    assert.deepEqual(
      all.filter(({ code }) => code === 'schema').map(({ node }) => node),
      ['b'],
    );
  });
  test('of another version are one', () => {
    assert.deepEqual(codes(checkFlow('{ "version": 2, "nodes": [ 1, ] // no\n }')), ['error unsupported-version']);
  });
});

suite('a rule that fails', () => {
  const failing: Project = {
    resolveImport: () => assert.fail('not\na good day'),
    flows: () => [],
    flowsNamed: () => undefined,
    environmentFiles: () => noEnvironmentFiles,
    sideFile: () => undefined,
    apiDescription: () => ({ kind: 'pending' }),
    gitState: () => 'unknown',
  };
  const flow = { version: 1, name: 'a', mystery: 1, imports: ['b.flow.json'] };

  test('is a finding, and the others still run', () => {
    const { all, counts } = checkFlow(flow, {}, failing);
    assert.deepEqual(
      all.map(({ code }) => code),
      ['internal-error', 'unknown-property'],
    );
    assert.match(
      all[0]?.message ?? '',
      /^The rule "unknown-import" failed, and this is a fault of Flow Lens: "not\\u000a/,
    );
    assert.equal(counts.error, 1);
  });
  test('can be neither suppressed nor set to another severity, but is silent where the rule is off', () => {
    const suppressions = [
      { rule: 'internal-error', reason: 'we know' },
      { rule: 'unknown-import', reason: 'we know' },
    ];
    assert.deepEqual(codes(checkFlow({ ...flow, suppressions }, { severityOf: () => 'hint' }, failing)), [
      'error internal-error',
      'hint unknown-property',
      'hint unknown-rule',
    ]);
    const off = (code: string) => (code === 'unknown-import' ? 'off' : undefined);
    assert.deepEqual(codes(checkFlow(flow, { severityOf: off }, failing)), ['warning unknown-property']);
  });
});

suite('many findings', () => {
  const flowWith = (keys: object) => checkFlow({ version: 1, name: 'a', ...keys });

  test('a hundred of one code are all shown', () => {
    const { findings, counts } = flowWith(unknownKeys(100));
    assert.deepEqual([findings.length, counts.warning], [100, 100]);
    assert.ok(findings.every(({ message }) => !message.includes('more findings')));
  });
  test('more are summed up in the hundredth, and counted in full', () => {
    const { findings, all, counts } = flowWith(unknownKeys(2_345));
    assert.deepEqual([findings.length, all.length, counts.warning], [100, 2_345, 2_345]);
    assert.match(findings[99]?.message ?? '', /\(and 2245 more findings of unknown-property in this file\)$/);
    assert.equal(findings.filter(({ message }) => message.includes('more findings')).length, 1);
  });
  test('accepted ones never take the place of open ones', () => {
    const node = { type: 'end', ...unknownKeys(150), suppressions: [{ rule: 'unknown-property', reason: 'a board' }] };
    const { findings, counts } = flowWith({ start: 'a', nodes: { a: node }, last: 1 });
    assert.deepEqual([counts.suppressed, counts.warning], [150, 1]);
    assert.equal(findings.filter(({ suppressed }) => suppressed).length, 100);
    assert.equal(findings.filter(({ suppressed }) => !suppressed).length, 1);
  });
  test('a thousand in all are the most', () => {
    const { findings, all, counts } = checkFlow(flowWithEveryFault(150));
    assert.ok(all.length > 1_500 && new Set(all.map(({ code }) => code)).size > 10);
    assert.equal(findings.length, 1_000);
    assert.equal(counts.error + counts.warning, all.length);
    assert.ok(findings[999]?.message.endsWith(`(and more: ${all.length} findings in this file in all)`));
  });
  test('a body of two hundred thousand entries is no trouble', () => {
    const list = JSON.stringify(Array.from({ length: 200_000 }, () => 0));
    assert.deepEqual(codes(checkFlow(`{ "version": 1, "name": "a", "x-list": ${list} }`)), []);
  });
});

/** `count` nodes and endpoints of each kind of fault that one file can show. */
function flowWithEveryFault(count: number): string {
  const repeat = (prefix: string, value: string) =>
    Array.from({ length: count }, (_, index) => `"${prefix}${index}": ${value}`);
  const responses = '"responses": { "other": "end", "error": "end", "timeout": "end", "max-connection": "end" }';
  const endpoints = [
    '"status": { "url": "https://a", "headers": { "A": "1" }, "elementValidation": "HTTP_RESPONSE_CODE" }',
    ...repeat('missing', '{ "url": "https://a" }'),
    ...repeat('wrong', '{ "url": "https://a", "elementValidation": "status" }'),
    ...repeat('path', '{ "url": "https://a", "elementValidation": "$." }'),
    ...repeat('shape', '{ "url": 5, "elementValidation": "$" }'),
  ];
  const api = (rest: string) => `{ "type": "api-integration", "endpoint": "status", ${rest} }`;
  const nodes = [
    '"end": { "type": "end" }',
    ...repeat('none', api('"results": { "200": "end" }, "responses": {}')),
    ...repeat('case', api(`"results": { "200": "end" }, ${responses.replace('other', 'Other')}`)),
    ...repeat('among', api(`"results": { "200": "end", "other": "end" }, ${responses}`)),
    ...repeat('success', api(`"results": { "404": "end" }, ${responses}`)),
    ...repeat('header', api(`"headers": { "a": "2" }, "results": { "200": "end" }, ${responses}`)),
    ...repeat('target', '{ "type": "text-display", "text": "", "next": "nowhere" }'),
    ...repeat('empty', '{ "type": "text-display", "text": "", "next": "" }'),
    ...repeat('unknown', '{ "type": "dynamic-list", "endpoint": "nowhere", "next": "end" }'),
    ...repeat('key', '{ "type": "end", "colour": "red" }'),
    ...repeat('twice', '{ "type": "end", "type": "end" }'),
  ];
  return `{ "version": 1, "name": "a", "start": "end", "endpoints": { ${endpoints} }, "nodes": { ${nodes} } }`;
}

suite('suppressions', () => {
  const suppression = { rule: 'unknown-property', reason: 'a board of ours' };
  const withSuppression = (own: unknown, rest: object = {}) =>
    codes(checkFlow({ version: 1, name: 'a', mystery: 1, suppressions: [own], ...rest }));

  test('with a reason accept what they name', () => {
    const result = checkFlow({ version: 1, name: 'a', mystery: 1, suppressions: [suppression] });
    assert.deepEqual(codes(result), ['warning unknown-property suppressed']);
    assert.deepEqual(result.counts, { error: 0, warning: 0, information: 0, hint: 0, suppressed: 1 });
  });
  test('count on their last day and no longer', () => {
    const until = (day: string) => withSuppression({ ...suppression, until: day });
    assert.deepEqual(until('2026-01-15'), ['warning unknown-property suppressed']);
    assert.deepEqual(until('2026-01-14'), ['warning unknown-property', 'warning expired-suppression']);
    assert.deepEqual(until('2027-01-01'), ['warning unknown-property suppressed']);
  });
  test('never count on a day that the calendar does not have', () => {
    const until = (day: string) => withSuppression({ ...suppression, until: day });
    for (const day of ['2027-02-30', '2027-02-29', '2027-00-10', '2027-13-01', '9999-99-99']) {
      assert.deepEqual(until(day), ['warning unknown-property', 'warning expired-suppression'], day);
    }
    assert.deepEqual(until('2028-02-29'), ['warning unknown-property suppressed']);
  });
  test('without a reason accept nothing', () => {
    for (const reason of ['', '  ', undefined]) {
      assert.ok(withSuppression({ rule: 'unknown-property', reason }).includes('warning unknown-property'));
    }
  });
  test('of another rule accept nothing', () => {
    assert.deepEqual(withSuppression({ rule: 'unknown-target', reason: 'a' }), ['warning unknown-property']);
  });
  test('of a node or an endpoint accept what stands inside it', () => {
    const flow = (suppressions: object) => ({
      version: 1,
      name: 'a',
      mystery: 1,
      endpoints: { e: { url: 'https://a', elementValidation: '$', mystery: 1, ...suppressions } },
      start: 'n',
      nodes: { n: { type: 'end', mystery: 1, ...suppressions }, m: { type: 'end', mystery: 1 } },
    });
    assert.deepEqual(codes(checkFlow(flow({ suppressions: [suppression] }))), [
      'warning unknown-property',
      'warning unknown-property suppressed',
      'warning unknown-property suppressed',
      'warning unknown-property',
    ]);
  });
  test('accept nothing that nobody may suppress', () => {
    const fixed = rules.filter(({ suppressible }) => suppressible === false).map(({ code }) => code);
    assert.ok(['json-syntax', 'schema', 'unsupported-version'].every((code) => fixed.includes(code)));
    const suppressions = fixed.map((rule) => ({ rule, reason: 'a' }));
    assert.deepEqual(withSuppression(suppression, { suppressions, name: 5, mystery: undefined }), [
      'error schema',
      ...fixed.map(() => 'hint unused-suppression'),
    ]);
    assert.deepEqual(withSuppression(suppression, { suppressions, version: 2 }), ['error unsupported-version']);
  });
});
