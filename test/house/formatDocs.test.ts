import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import schema from '../../schemas/flow.schema.json';

/** As much of a JSON Schema as the page is compared with. */
interface Shape {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

const page = readFileSync('docs/format.md', 'utf8');
const shapes = new Map(Object.entries<Shape & object>({ ...schema.definitions }));
const ofEveryNode = ['type', 'description', 'entry', 'suppressions'];

describe('docs/format.md has the keys of the schema, no other ones, and which of them are needed', () => {
  const sections: Readonly<
    Record<string, { readonly shape: Shape | undefined; readonly besides?: readonly string[] }>
  > = {
    Flow: { shape: schema },
    Endpoint: { shape: shapes.get('endpoint') },
    'API Integration node': { shape: shapes.get('api-integration'), besides: ofEveryNode },
    Suppression: { shape: shapes.get('suppression') },
  };
  for (const [heading, { shape, besides = [] }] of Object.entries(sections)) {
    test(heading, () => {
      const rows = rowsIn(section(heading));
      const keys = Object.keys(shape?.properties ?? {}).filter((key) => !besides.includes(key));
      const needed = (shape?.required ?? []).filter((key) => !besides.includes(key));
      assert.deepEqual(rows.flatMap(([first = '']) => codeIn(first)).sort(), keys.sort());
      const yes = rows.filter(([, is]) => is === 'yes').flatMap(([first = '']) => codeIn(first));
      assert.deepEqual(yes.sort(), needed.sort());
    });
  }

  test('Node', () => {
    const types = schema.definitions.node.properties.type.examples;
    const ownKeys = (type: string) => Object.keys(shapes.get(type)?.properties ?? {}).filter(isOwn);
    const known = new Set(types.flatMap(ownKeys));
    const rows = rowsIn(section('Node')).flatMap(([first = '', , keys = '']) =>
      codeIn(first).map((type) => ({ type, keys })),
    );
    assert.deepEqual(rows.map(({ type }) => type).sort(), [...types].sort());
    for (const { type, keys } of rows.filter((row) => row.type !== 'api-integration')) {
      assert.deepEqual([...new Set(codeIn(keys).filter((key) => known.has(key)))].sort(), ownKeys(type).sort(), type);
      const bold = [...keys.matchAll(/\*\*`(.+?)`\*\*/g)].map(([, key]) => key);
      assert.deepEqual(bold.sort(), (shapes.get(type)?.required ?? []).filter(isOwn).sort(), type);
    }
    for (const key of ofEveryNode) assert.ok(section('Node').includes(`${key}`), key);
  });

  test('what else has keys', () => {
    for (const key of keysOf('target')) assert.ok(section('Target').includes(`"${key}"`), key);
    const { openapi } = schema.definitions.endpoint.properties;
    for (const key of Object.keys(openapi.properties))
      assert.ok(rowOf('Endpoint', 'openapi').includes(`"${key}"`), key);
    for (const key of keysOf('queryParameter'))
      assert.match(section('API Integration node'), new RegExp(`"${key}": …`));
    for (const key of keysOf('variable'))
      assert.match(section('Flow'), new RegExp(`^\\| \`variables\`.*\`${key}\``, 'm'));
    for (const key of Object.keys(schema.definitions['api-integration'].properties.responses.properties))
      assert.match(section('API Integration node'), new RegExp(`^\\| \`responses\`.*\`${key}\``, 'm'));
  });
});

test('docs/format.md has the limits and the defaults of the schema', () => {
  const { timeout, maxConnections, method } = schema.definitions.endpoint.properties;
  for (const [key, { minimum, maximum, default: standard }] of Object.entries({ timeout, maxConnections }))
    assert.match(rowOf('Endpoint', key), new RegExp(`${minimum} to ${maximum}; ${standard} where none is given`));
  assert.match(rowOf('Endpoint', 'method'), new RegExp(`\`${method.default}\` where none is given`));
  for (const each of method.enum) assert.ok(rowOf('Endpoint', 'method').includes(`\`${each}\``), each);
  const { querySeparator } = schema.definitions['api-integration'].properties;
  assert.ok(
    rowOf('API Integration node', 'querySeparator').includes(`\`${querySeparator.default}\` where none is given`),
  );
});

function isOwn(key: string): boolean {
  return !ofEveryNode.includes(key);
}

function keysOf(definition: string): readonly string[] {
  const keys = Object.keys(shapes.get(definition)?.properties ?? {});
  assert.ok(keys.length > 0, definition);
  return keys;
}

/** The words below a heading, up to the next one. */
function section(heading: string): string {
  const [, text] = new RegExp(`^#+ ${heading}\n(.*?)(?=^#|(?![\\s\\S]))`, 'ms').exec(page) ?? [];
  assert.ok(text !== undefined, heading);
  return text;
}

/** The cells of each row of a table, without its head. */
function rowsIn(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

function rowOf(heading: string, key: string): string {
  const row = rowsIn(section(heading)).find(([first]) => first === `\`${key}\``);
  assert.ok(row !== undefined, key);
  return row.join(' ');
}

function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}
