import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { type CheckResult, check } from '#core/check';
import { readDocument } from '#core/model/document';

// JSON of other kinds that has got the ending `.flow.json`.
const today = '2026-01-15';

/** Milliseconds, for reading and checking; the slowest takes a tenth of it on two cores that are busy. */
const longest = 10_000;

interface Foreign {
  readonly text: () => string;
  /** The first finding, which has to tell a person what is wrong. */
  readonly first: RegExp;
}

const noVersion = /^error schema: A flow definition must have the key "version"$/;
const noObject = (kind: string) => new RegExp(`^error schema: A flow definition must be an object, not a ${kind}$`);

const texts: Readonly<Record<string, Foreign>> = {
  'a package.json': {
    text: () => readFileSync('package.json', 'utf8'),
    first: /^error unsupported-version: "version" must be the number 1, not the string "\d+\.\d+\.\d+"$/,
  },
  'a lock file': {
    text: () => readFileSync('package-lock.json', 'utf8'),
    first: /^error unsupported-version: "version" must be the number 1, not the string "\d+\.\d+\.\d+"$/,
  },
  'an OpenAPI description of 1,000 paths': { text: openApi, first: noVersion },
  'a GeoJSON of 5 MB': { text: geoJson, first: noVersion },
  'a tsconfig.json with comments': {
    text: () => '// Build\n{\n  /* all of it */\n  "compilerOptions": { "strict": true, }, // yes\n}\n',
    first: /^error json-syntax: JSON has no comments$/,
  },
  'a recording of requests': { text: recording, first: noVersion },
  'a state machine': {
    text: () => '{ "Comment": "a", "StartAt": "a", "States": { "a": { "Type": "Task", "End": true } } }',
    first: noVersion,
  },
  'a workflow whose nodes are a list': {
    text: () => JSON.stringify({ name: 'a', version: 1, nodes: repeat(3_000, (id) => ({ id, type: 'http' })) }),
    first: /^error schema: "nodes" must be an object, not a list$/,
  },
  'a graph with other nodes': {
    text: () => JSON.stringify({ version: 1, name: 'a', nodes: Object.fromEntries(repeat(5_000, otherNode)) }),
    first: /^error unknown-start: The flow has nodes and no "start"$/,
  },
  'a file of 20,000 comments': {
    text: () => `{ "version": 1, "name": "a"\n${'// a comment\n'.repeat(20_000)}}`,
    first: /^error json-syntax: JSON has no comments$/,
  },
  'an array': { text: () => JSON.stringify(repeat(10_000, (id) => ({ id, next: '' }))), first: noObject('list') },
  'a string': { text: () => '"flow"', first: noObject('string') },
  'a number': { text: () => '5', first: noObject('number') },
  null: { text: () => 'null', first: /^error schema: A flow definition must be an object, not null$/ },
  'a million open brackets': { text: () => '['.repeat(1_000_000), first: noObject('list') },
  'a hundred thousand objects in each other': { text: () => '{"nodes":'.repeat(100_000), first: noVersion },
  YAML: {
    text: () => 'openapi: 3.1.0\ninfo:\n  title: a\n',
    first: /^error json-syntax: Not a JSON value: expected a /,
  },
  XML: {
    text: () => '<?xml version="1.0"?>\n<a b="c">d</a>\n',
    first: /^error json-syntax: Not a JSON value: expected a /,
  },
  'one line of 5 MB without sense': {
    text: () => 'a'.repeat(5_000_000),
    first: /^error json-syntax: Not a JSON value/,
  },
  'a list of JSON texts, one a line': {
    text: () => '{ "version": 1, "name": "a" }\n'.repeat(10_000),
    first: /^error json-syntax: Expected nothing after the end of the JSON text$/,
  },
};

suite('JSON of another kind is told for what it is, soon and without a flood', () => {
  for (const [name, { text, first }] of Object.entries(texts)) {
    test(name, () => {
      const content = text();
      const begun = performance.now();
      const result = check(readDocument('file:///other.flow.json', content), undefined, { today });
      const took = performance.now() - begun;
      const [finding] = result.findings;
      assert.match(`${finding?.severity} ${finding?.code}: ${finding?.message}`, first);
      assertNoFlood(result);
      assert.ok(took < longest, `${Math.round(took)} ms`);
    });
  }
});

function assertNoFlood({ findings, all, counts }: CheckResult): void {
  for (const code of new Set(findings.map((finding) => finding.code))) {
    const shown = findings.filter((finding) => finding.code === code);
    const found = all.filter((finding) => finding.code === code);
    assert.equal(shown.length, Math.min(found.length, 100), code);
    const rest = `(and ${found.length - 100} more findings of ${code} in this file)`;
    assert.equal(shown.at(-1)?.message.endsWith(rest), found.length > 100, shown.at(-1)?.message);
  }
  assert.equal(counts.error + counts.warning + counts.information + counts.hint, all.length);
}

function repeat<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function openApi(): string {
  const operation = (id: number) => ({
    operationId: `getThing${id}`,
    parameters: [{ name: 'expand', in: 'query', schema: { type: 'string' } }],
    responses: { 200: { description: 'The thing' }, 404: { description: 'No such thing' }, default: { $ref: '#/a' } },
  });
  const paths = Object.fromEntries(repeat(1_000, (id) => [`/things/${id}/{name}`, { get: operation(id) }]));
  return JSON.stringify({ openapi: '3.1.0', info: { title: 'Things', version: '1.0' }, servers: [], paths }, null, 2);
}

function geoJson(): string {
  const ring = (id: number) => repeat(40, (point) => [id / 7, point / 7]);
  const feature = (id: number) => ({
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [ring(id)] },
    properties: { name: `Area ${id}`, '{{x}}': '[[y]]' },
  });
  return JSON.stringify({ type: 'FeatureCollection', features: repeat(4_500, feature) });
}

function recording(): string {
  const entry = (id: number) => ({
    request: { method: 'GET', url: `http://a.example/${id}`, headers: [{ name: 'Cookie', value: 'a=b' }] },
    response: { status: 200, content: { mimeType: 'application/json', text: '{"a":[[1,2],[3]]}' } },
  });
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'a' }, entries: repeat(1_000, entry) } });
}

function otherNode(index: number): readonly [string, object] {
  return [`node ${index}`, { kind: 'task', run: 'make', needs: [index - 1], next: '' }];
}
