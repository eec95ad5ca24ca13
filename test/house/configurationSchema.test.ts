import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import Ajv from 'ajv';
import { rules } from '#core/rules/index';
import manifest from '../../package.json';
import { parseConfiguration } from '../../server/src/workspace/configuration';
import { ruleSettings } from '../../server/src/workspace/ruleSetting';
import { fixturesAreRewritten } from '../support/fixtures';
import { readMarks } from '../support/marks';
import { type Json, mutateJson } from '../support/mutateJson';
import { createRandom } from '../support/random';

/** The contract: what a configuration may hold. */
const path = 'schemas/flow-lens.config.schema.json';
/** The same for VS Code, which would report all that the contract forbids a second time: it describes, and forbids nothing. */
const editorPath = 'schemas/flow-lens.config.editor.schema.json';

type JsonObject = { readonly [key: string]: Json };

const written = JSON.parse(readFileSync(path, 'utf8'));
const schema = withCodes(written);

suite('the schema of the configuration', () => {
  test('lists the codes of the rules, and what they can be set to', () => {
    assertCurrent(path, schema);
    assert.deepEqual(schema.definitions.severity.enum, ruleSettings);
  });

  test('has a twin for VS Code that describes the same and forbids nothing', () => {
    assertCurrent(editorPath, describeOnly(schema));
    assert.deepEqual(manifest.contributes.jsonValidation, [
      { fileMatch: 'flow-lens.config.json', url: `./${editorPath}` },
    ]);
    const accepts = new Ajv({ strict: false }).compile(describeOnly(schema));
    for (const document of documents()) assert.ok(accepts(document), JSON.stringify(document));
  });

  test('is what our reading goes by', () => {
    const oracle = new Ajv({ strict: false }).compile(schema);
    const seen = { valid: 0, invalid: 0 };
    for (const document of documents()) {
      const text = JSON.stringify(document);
      const faults = parseConfiguration(text).errors.filter(({ severity }) => severity === 'error');
      const isValid = oracle(document);
      if (isValid !== (faults.length === 0)) assert.fail(`Ajv: ${JSON.stringify(oracle.errors)}\n${text}`);
      seen[isValid ? 'valid' : 'invalid']++;
    }
    assert.ok(seen.valid > 100 && seen.invalid > 100, JSON.stringify(seen));
  });
});

/** The fixtures that are JSON, and what becomes of them when something in them is changed. */
function* documents(): Iterable<Json> {
  const folder = 'test/fixtures/rules/invalid-configuration';
  const random = createRandom(folder);
  for (const file of readdirSync(folder)) {
    const { text } = readMarks(readFileSync(join(folder, file), 'utf8'));
    const document = findJson(text);
    if (document === undefined) continue;
    yield document;
    for (let index = 0; index < 300; index++) yield mutateJson(document, random, 1 + random(3));
  }
}

function findJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withCodes(from: typeof written): typeof written {
  const properties = Object.fromEntries(
    rules.map(({ code, title }) => [code, { description: title, $ref: '#/definitions/severity' }]),
  );
  return { ...from, definitions: { ...from.definitions, rules: { ...from.definitions.rules, properties } } };
}

const forbidding = ['type', 'minLength', 'maxLength', 'additionalProperties', 'patternProperties'];

/** Without the keywords that forbid; an `enum` becomes `examples`, which VS Code offers all the same. */
function describeOnly(from: JsonObject): JsonObject {
  const entries = Object.entries(from).flatMap(([key, value]): readonly (readonly [string, Json])[] => {
    if (forbidding.includes(key)) return [];
    if (key === 'enum') return [['examples', value]];
    if (!isObject(value)) return [[key, value]];
    const holdsSchemas = key === 'properties' || key === 'definitions';
    return [[key, holdsSchemas ? mapValues(value, describeOnly) : describeOnly(value)]];
  });
  return Object.fromEntries(entries);
}

function mapValues(object: JsonObject, change: (value: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, isObject(value) ? change(value) : value]),
  );
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Compares a file with what it should hold; `UPDATE=1` writes it. */
function assertCurrent(file: string, expected: Json): void {
  const text = `${JSON.stringify(expected, null, 2)}\n`;
  if (fixturesAreRewritten) writeFileSync(file, text);
  assert.deepEqual(
    JSON.parse(readFileSync(file, 'utf8')),
    expected,
    `${file} is out of date: UPDATE=1 npm test rewrites it`,
  );
}
