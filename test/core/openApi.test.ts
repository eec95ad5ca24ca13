import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { parse } from 'yaml';
import type { ApiDescription } from '#core/openApi/apiDescription';
import { readDescription } from '#core/openApi/readDescription';
import { mutateJson, writeJson } from '../support/mutateJson';
import { createRandom } from '../support/random';

function describe(description: object): ApiDescription {
  const read = readDescription(JSON.stringify(description));
  assert.ok(read.kind === 'found', JSON.stringify(read));
  return read.description;
}

const folder = 'test/fixtures/features/add-operations';
const seeds = [
  parse(readFileSync(`${folder}/openapi-in-yaml/orders.openapi.yaml`, 'utf8')),
  JSON.parse(readFileSync(`${folder}/swagger/pets.openapi.json`, 'utf8')),
];

suite('references', () => {
  test('are followed within the text, with what a pointer escapes', () => {
    const { operations } = describe({
      openapi: '3.0.0',
      paths: { '/a': { $ref: '#/paths/~1b~0%20c' }, '/b~ c': { get: { responses: { 200: {} } } } },
    });
    assert.deepEqual(
      operations.map(({ key }) => key),
      ['GET /a', 'GET /b~ c'],
    );
  });

  test('that lead in a circle, to nothing or out of the text are nothing', () => {
    const { operations } = describe({
      openapi: '3.0.0',
      paths: {
        '/a': {
          get: {
            parameters: [
              { $ref: '#/paths/~1a/get/parameters/0' },
              { $ref: 'other.yaml#/x' },
              { $ref: 'https://example.com/x' },
            ],
          },
        },
        '/b': { $ref: '#/nowhere' },
        '/c': { $ref: '#/constructor' },
      },
    });
    assert.deepEqual(
      operations.map(({ key, parameters }) => [key, parameters]),
      [['GET /a', []]],
    );
  });
});

suite('texts', () => {
  test('YAML is read as JSON is', () => {
    const yaml = readDescription(
      'openapi: 3.1.0\ninfo: { title: A }\npaths:\n  /a:\n    get: { responses: { 200: {}, 4XX: {} } }\n',
    );
    const json = describe({
      openapi: '3.1.0',
      info: { title: 'A' },
      paths: { '/a': { get: { responses: { 200: {}, '4XX': {} } } } },
    });
    assert.deepEqual(yaml, { kind: 'found', description: json });
  });

  const unreadable: Readonly<Record<string, string>> = {
    'no text at all': '',
    'a list': '[]',
    'another document': '{ "name": "x" }',
    'a version to come': '{ "openapi": "4.0.0", "paths": {} }',
    'a version of the past': '{ "swagger": "1.2" }',
    'YAML that is none': 'a: [b',
    'aliases that multiply': `a: &a [x,x]\n${'bcdefghij'.replaceAll(/./g, (name) => `${name}: &${name} [*${String.fromCharCode(name.charCodeAt(0) - 1)},*${String.fromCharCode(name.charCodeAt(0) - 1)}]\n`)}openapi: 3.0.0\n`,
    'brackets without end': '['.repeat(100_000),
  };
  for (const [name, text] of Object.entries(unreadable)) {
    test(`${name} is no description, and why is said`, () => {
      const read = readDescription(text);
      assert.ok(read.kind === 'unreadable' && read.reason !== '', JSON.stringify(read));
    });
  }

  test('whatever a description holds, it is read', () => {
    const random = createRandom('openapi');
    for (let round = 0; round < 2000; round++) {
      const text = writeJson(mutateJson(structuredClone(seeds[round % seeds.length]), random, 1 + random(4)), random);
      assert.ok(['found', 'unreadable'].includes(readDescription(text).kind));
    }
  });
});

test('the parameters of an operation replace those of its path', () => {
  const parameter = (required: boolean) => ({ name: 'a', in: 'query', required });
  const { operations } = describe({
    openapi: '3.0.0',
    paths: { '/a': { parameters: [parameter(true)], get: { parameters: [parameter(false)] }, post: {} } },
  });
  assert.deepEqual(
    operations.map(({ parameters }) => parameters[0]?.isRequired),
    [false, true],
  );
});
