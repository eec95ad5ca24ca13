import { asText, type DocumentValues, type Value } from '#core/openApi/values';

/** Deeper than this, an author fills in what is wanted. */
const deepest = 6;

/** A value that a schema allows, as far as that can be told without solving it: what is required of an object, and one item of a list. */
export function toSample(schema: Value, values: DocumentValues, above: readonly Value[] = []): Value {
  const inner = [...above, values.follow(schema)];
  const get = (...path: readonly string[]): Value => values.get(schema, ...path);
  const said = [
    get('example'),
    values.items(get('examples'))[0],
    get('default'),
    get('const'),
    values.items(get('enum'))[0],
  ];
  const known = said.find((value) => value !== undefined);
  // A schema within itself would never end.
  if (known !== undefined || above.length >= deepest || inner.indexOf(inner.at(-1)) < above.length)
    return known ?? null;
  const [alternative] = [...values.items(get('oneOf')), ...values.items(get('anyOf'))];
  if (alternative !== undefined && get('properties') === undefined) return toSample(alternative, values, inner);
  switch (typeOf(schema, values)) {
    case 'object':
      return Object.fromEntries(
        [...requiredMembers(schema, values)].map(([key, member]) => [key, toSample(member, values, inner)]),
      );
    case 'array':
      return get('items') === undefined ? [] : [toSample(get('items'), values, inner)];
    case 'integer':
    case 'number':
      return typeof get('minimum') === 'number' ? get('minimum') : 0;
    case 'boolean':
      return false;
    case 'string':
      return sampleText(asText(get('format')));
    default:
      return null;
  }
}

function typeOf(schema: Value, values: DocumentValues): Value {
  const type = values.get(schema, 'type');
  const first = Array.isArray(type) ? type.find((one) => one !== 'null') : type;
  return first ?? ((values.get(schema, 'properties') ?? values.get(schema, 'allOf')) ? 'object' : undefined);
}

/** Those of the schema and of all that holds as well. */
function requiredMembers(schema: Value, values: DocumentValues, depth = 0): ReadonlyMap<string, Value> {
  const members = new Map<string, Value>();
  if (depth < deepest) {
    for (const part of values.items(values.get(schema, 'allOf'))) {
      for (const [key, member] of requiredMembers(part, values, depth + 1)) members.set(key, member);
    }
  }
  for (const name of values.items(values.get(schema, 'required'))) {
    if (typeof name === 'string') members.set(name, values.get(schema, 'properties', name));
  }
  return members;
}

function sampleText(format: string | undefined): string {
  if (format === 'date') return '2030-01-31';
  if (format === 'date-time') return '2030-01-31T12:00:00Z';
  if (format === 'uuid') return '00000000-0000-4000-8000-000000000000';
  if (format === 'email') return 'somebody@example.com';
  return format === 'uri' || format === 'url' ? 'https://example.com' : '';
}
