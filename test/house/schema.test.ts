import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import Ajv from 'ajv';
import { resolve, type Schema, schema } from '#core/model/schema';
import { findShapeErrors } from '#core/model/shapeErrors';
import {
  defaultResponses,
  endpointDefaults,
  isEndpointName,
  isNodeId,
  isStatusCode,
  nodeTypes,
} from '#core/model/vocabulary';
import { parseJson } from '#core/syntax/parseJson';
import { readFixtures } from '../support/fixtures';
import { mutateJson, writeJson } from '../support/mutateJson';
import { createRandom } from '../support/random';

const oracle = new Ajv({ strict: false }).compile(JSON.parse(readFileSync('schemas/flow.schema.json', 'utf8')));
const seeds = [
  ...readFixtures('test/fixtures/flows').map(({ name, marked }) => ({ name, text: marked })),
  ...['shared/hotel.flow.json', '../rules/schema/valid-everything.flow.json'].map((name) => ({
    name,
    text: readFileSync(`test/fixtures/flows/${name}`, 'utf8'),
  })),
];
const documentsOfASeed = 3_000;

suite('our reading agrees with Ajv', () => {
  for (const { name, text } of seeds) {
    test(`over documents made from ${name}`, () => {
      const random = createRandom(name);
      const seen = { valid: 0, invalid: 0 };
      for (let index = 0; index < documentsOfASeed; index++) {
        const changed = writeJson(mutateJson(JSON.parse(text), random, 1 + random(2)), random);
        const { root } = parseJson(changed);
        assert.ok(root);
        const errors = findShapeErrors(root, schema);
        const isValid = oracle(JSON.parse(changed));
        if (isValid !== (errors.length === 0)) assert.fail(`Ajv: ${JSON.stringify(oracle.errors)}\n${changed}`);
        seen[isValid ? 'valid' : 'invalid']++;
      }
      assert.ok(seen.valid > 100 && seen.invalid > 100, JSON.stringify(seen));
    });
  }
});

suite('the schema', () => {
  test('describes every property', () => {
    const silent = [...propertiesOf(schema, '')].filter(({ described }) => !described).map(({ path }) => path);
    assert.deepEqual(silent, []);
  });
  test('is written in the keywords that we read, and no others', () => {
    const known = [
      '$schema',
      '$ref',
      'title',
      'description',
      'default',
      'examples',
      'type',
      'enum',
      'const',
      'required',
      'properties',
      'patternProperties',
      'additionalProperties',
      'propertyNames',
      'dependencies',
      'items',
      'allOf',
      'if',
      'then',
      'not',
      'minLength',
      'minimum',
      'maximum',
      '$comment',
      'pattern',
      'definitions',
    ];
    assert.deepEqual(
      [...new Set(schemasIn(schema).flatMap(Object.keys))].filter((keyword) => !known.includes(keyword)),
      [],
    );
    const patterns = schemasIn(schema).flatMap((part) =>
      Object.keys((part as { patternProperties?: object }).patternProperties ?? {}),
    );
    assert.deepEqual([...new Set(patterns)], ['^x-']);
  });
  test('knows the types of node and gives an example of each', () => {
    const node = schema.definitions?.node;
    const examples = ((node?.properties?.type ?? {}) as { readonly examples?: readonly string[] }).examples;
    assert.deepEqual(examples, nodeTypes);
    for (const type of nodeTypes) assert.ok(schema.definitions?.[type]?.description, type);
    assert.equal(nodeTypes.length, 15);
  });
  test('names the default responses in their order', () => {
    const { responses } = schema.definitions?.['api-integration']?.properties ?? {};
    assert.deepEqual(typeof responses === 'object' ? responses.required : undefined, [...defaultResponses]);
  });
  test('gives endpoints the defaults that they have', () => {
    const properties = schema.definitions?.endpoint?.properties ?? {};
    const defaults = Object.entries(properties).flatMap(([key, property]) => {
      const value = (property as { readonly default?: unknown }).default;
      return value === undefined ? [] : [[key, value]];
    });
    assert.deepEqual(Object.fromEntries(defaults), endpointDefaults);
  });
});

suite('names', () => {
  test('of nodes', () => {
    for (const id of ['a', 'a b', ' a', 'a:b', '你好', 'session', 'toString']) assert.ok(isNodeId(id), id);
    for (const id of ['', 'a\n', '\u0000', '\u007f', '__proto__', 'constructor', 'prototype'])
      assert.ok(!isNodeId(id), id);
  });
  test('of endpoints', () => {
    for (const name of ['a', 'a b', 'GET /orders', '你好', 'Session', 'toString'])
      assert.ok(isEndpointName(name), name);
    for (const name of ['', ' a', 'a ', 'a:b', '[a', 'a]', 'a\n', '__proto__', 'session', 'substr'])
      assert.ok(!isEndpointName(name), name);
  });
  test('of status codes', () => {
    for (const key of ['100', '200', '418', '599']) assert.ok(isStatusCode(key), key);
    for (const key of ['99', '600', '2xx', '0200', ' 200', '200 ', '', '-200']) assert.ok(!isStatusCode(key), key);
  });
});

function* propertiesOf(at: Schema, path: string): Iterable<{ readonly path: string; readonly described: boolean }> {
  for (const [key, property] of Object.entries(at.properties ?? {})) {
    const described =
      typeof property === 'boolean' || (property.description ?? resolve(property).description) !== undefined;
    yield { path: `${path}/${key}`, described };
    if (typeof property === 'object') yield* propertiesOf(property, `${path}/${key}`);
  }
  for (const [name, definition] of Object.entries(at.definitions ?? {})) yield* propertiesOf(definition, name);
}

/** The schema and all that it is made of. */
function schemasIn(at: Schema): readonly Schema[] {
  const inside = [
    ...Object.values(at.properties ?? {}),
    ...Object.values(at.definitions ?? {}),
    ...(at.allOf ?? []),
    ...[at.additionalProperties, at.propertyNames, at.items, at.if, at.then, at.not],
  ];
  return [at, ...inside.flatMap((part) => (typeof part === 'object' ? schemasIn(part) : []))];
}
