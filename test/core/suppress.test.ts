import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '#core/check';
import { type FlowDocument, readDocument } from '#core/model/document';
import type { Finding } from '#core/rules/finding';
import { suppress } from '#core/suppress';
import { applyEdits } from '#core/syntax/edit';
import { readFixtures } from '../support/fixtures';
import { readMarks } from '../support/marks';
import { type FixtureProject, styles, withProject } from '../support/project';

const options = { today: '2026-01-15' };
const reason = 'A "good" reason';

function readFlow(text: string): FlowDocument {
  return readDocument('file:///flows/a.flow.json', text);
}

/** The text with the first finding of that code suppressed; undefined where that is withheld. */
function suppressed(text: string, code = 'unknown-property', because = 'ours'): string | undefined {
  const document = readFlow(text);
  const finding = check(document, undefined, options).all.find((other) => other.code === code);
  const edit = suppress(document, finding ?? assert.fail(`there is ${code}`), because);
  return edit && applyEdits(text, [edit]);
}

function lines(...content: readonly string[]): string {
  return content.join('\n');
}

const entry = '{ "rule": "unknown-property", "reason": "ours" }';
const endpoint = '"url": "https://a", "elementValidation": "$"';

suite('a suppression is written', () => {
  const cases: readonly (readonly [name: string, before: string, after: string])[] = [
    [
      'in the node around the finding',
      `{ "version": 1, "name": "a", "start": "a", "nodes": { "a": { "type": "end", "board": 1 } } }`,
      `{ "version": 1, "name": "a", "start": "a", "nodes": { "a": { "type": "end", "board": 1, "suppressions": [${entry}] } } }`,
    ],
    [
      'in the endpoint around it',
      `{ "version": 1, "name": "a", "endpoints": { "a": { ${endpoint}, "board": 1 } } }`,
      `{ "version": 1, "name": "a", "endpoints": { "a": { ${endpoint}, "board": 1, "suppressions": [${entry}] } } }`,
    ],
    [
      'else in the flow',
      '{ "version": 1, "name": "a", "board": 1 }',
      `{ "version": 1, "name": "a", "board": 1, "suppressions": [${entry}] }`,
    ],
    [
      'behind the others of one line',
      '{ "version": 1, "name": "a", "board": 1, "suppressions": [ { "rule": "dead-end" } ] }',
      `{ "version": 1, "name": "a", "board": 1, "suppressions": [ { "rule": "dead-end" }, ${entry} ] }`,
    ],
    [
      'into an empty list',
      '{"version":1,"name":"a","board":1,"suppressions":[]}',
      `{"version":1,"name":"a","board":1,"suppressions":[${entry}]}`,
    ],
    [
      'on a line of its own',
      lines('{', '\t"version": 1,', '\t"name": "a",', '\t"board": 1', '}'),
      lines('{', '\t"version": 1,', '\t"name": "a",', '\t"board": 1,', `\t"suppressions": [${entry}]`, '}'),
    ],
    [
      'behind the others of many lines',
      lines(
        '{ "version": 1, "name": "a", "board": 1,',
        '  "suppressions": [',
        '    { "rule": "dead-end" }',
        '  ]',
        '}',
      ),
      lines(
        '{ "version": 1, "name": "a", "board": 1,',
        '  "suppressions": [',
        '    { "rule": "dead-end" },',
        `    ${entry}`,
        '  ]',
        '}',
      ),
    ],
  ];
  for (const [name, before, after] of cases) {
    test(name, () => assert.equal(suppressed(before), after));
    test(`${name}, with CRLF`, () =>
      assert.equal(suppressed(before.replaceAll('\n', '\r\n')), after.replaceAll('\n', '\r\n')));
  }
  test('with the reason as it is, but for the blanks around it', () => {
    const text = suppressed('{ "version": 1, "name": "a", "board": 1 }', 'unknown-property', ' Say "why" \\ \n');
    assert.deepEqual(JSON.parse(text ?? '').suppressions, [{ rule: 'unknown-property', reason: 'Say "why" \\' }]);
  });
});

suite('a suppression is withheld', () => {
  const flow = '{ "version": 1, "name": "a", "board": 1 }';
  test('where nobody may suppress the finding', () => {
    assert.equal(suppressed('{ "version": 1, "name": 5 }', 'schema'), undefined);
    assert.equal(suppressed('{ "version": 1, "name": "a", }', 'json-syntax'), undefined);
    assert.equal(
      suppress(readFlow(flow), { code: 'internal-error', node: undefined, endpoint: undefined }, 'a'),
      undefined,
    );
  });
  test('without a reason', () => {
    for (const blank of ['', '  ', '\n\t']) assert.equal(suppressed(flow, 'unknown-property', blank), undefined);
  });
  test('where the suppressions are no list', () => {
    for (const value of ['null', '{}', '"dead-end"', '[', '']) {
      assert.equal(suppressed(`{ "version": 1, "name": "a", "board": 1, "suppressions": ${value}`), undefined, value);
    }
  });
  test('where the place is never closed, or still being typed', () => {
    assert.equal(suppressed('{ "version": 1, "name": "a", "board": 1'), undefined);
    assert.equal(suppressed('{ "version": 1, "name": "a", "board": 1, "imports": }'), undefined);
  });
  test('where the place is broken otherwise, but not where another is', () => {
    const flowWith = (rest: string) =>
      `{ "version": 1, "name": "a", "start": "a", "nodes": { "a": { "type": "end", "board": 1 }, ${rest} } }`;
    const broken = '{ "type": "end" "board": 1 }';
    assert.ok(suppressed(flowWith(`"b": ${broken}`))?.includes(entry));
    assert.equal(suppressed(`{ "version": 1, "name": "a", "start": "b", "nodes": { "b": ${broken} } }`), undefined);
    assert.ok(suppressed('{ "version": 1, "name": "a", "board": 1, /* a comma too many */ }')?.includes(entry));
  });
  test('in what is no flow', () => {
    const place = { code: 'unknown-property', node: undefined, endpoint: undefined };
    for (const text of ['', '[]', '5', 'null', '"{}"']) assert.equal(suppress(readFlow(text), place, 'a'), undefined);
  });
});

const root = 'test/fixtures/flows/one-fault';
const oneLine = (text: string) => {
  const { syntaxErrors } = readFlow(text);
  return syntaxErrors.length === 0 ? JSON.stringify(JSON.parse(text)) : text;
};

suite('suppressing the one fault of a flow silences it, and nothing else is found', () => {
  for (const [style, write] of Object.entries({ ...styles, 'on one line': oneLine })) {
    test(style, () =>
      inProject((project) => {
        const texts = readFixtures(root).map(({ marked }) => write(readMarks(marked).text));
        const silenced = texts.map((text) => silence(project, text));
        assert.ok(silenced.reduce((sum, count) => sum + count) > 20);
      }),
    );
  }
});

/** One flow after the other is opened in the same place, among what all of them share. */
function inProject(use: (project: FixtureProject) => void): Promise<void> {
  const isNeighbour = (fileName: string) => fileName === 'shared' || /\.(?:env|config)\.json$/.test(fileName);
  const parts = {
    folder: root,
    isNeighbour,
    fileName: 'one-fault.flow.json',
    text: '{}',
    style: (same: string) => same,
  };
  return withProject(parts, use);
}

/** Suppresses each finding of the text alone. Gives how many could be. */
function silence({ workspace, uri }: FixtureProject, text: string): number {
  const find = (changed: string): readonly Finding[] =>
    check(workspace.open(uri, changed), workspace.project, options).all;
  const before = find(text);
  const edits = before.flatMap((finding) => suppress(readDocument(uri, text), finding, reason) ?? []);
  for (const edit of edits) {
    const after = find(applyEdits(text, [edit]));
    assert.equal(after.length, before.length, uri);
    assert.ok(
      after.some(({ suppressed }) => suppressed),
      uri,
    );
  }
  return edits.length;
}
