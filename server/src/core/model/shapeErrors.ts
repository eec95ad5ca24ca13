import type { Schema } from '#core/model/schema';
import { type Shape, toShape } from '#core/model/shape';
import { partOf } from '#core/syntax/chunk';
import type { Reparsed } from '#core/syntax/reparse';
import type { Span } from '#core/syntax/span';
import {
  asObject,
  findProperty,
  type JsonNode,
  type JsonObject,
  type JsonProperty,
  standsTwice,
} from '#core/syntax/tree';

/** One way in which a text departs from the schema. */
export type ShapeError = {
  /** The token that a finding points at. */
  readonly span: Span;
  /** Keys and list positions from the root to the value in question: `['nodes', 'a', 'results', '200']`. */
  readonly path: readonly string[];
} & (
  | { readonly kind: 'missing'; readonly key: string; readonly object: JsonObject; readonly schema: Schema | undefined }
  | {
      readonly kind: 'unknown';
      readonly property: JsonProperty;
      readonly object: JsonObject;
      readonly known: readonly string[];
    }
  | { readonly kind: 'type'; readonly node: JsonNode; readonly expected: readonly string[] }
  | { readonly kind: 'value'; readonly node: JsonNode; readonly expected: string }
);

/** All departures of a tree from a schema, in no particular order. Holes in the tree depart from nothing: they are syntax errors. */
export function findShapeErrors(root: JsonNode, schema: Schema): readonly ShapeError[] {
  const errors: ShapeError[] = [];
  walk(root, toShape(schema), [], undefined, errors);
  return errors.length < 2 ? errors : distinct(errors);
}

/** As `findShapeErrors`, where all but one entry of an object of the root is as it was when `known` were found. */
export function refindShapeErrors(known: readonly ShapeError[], read: Reparsed, schema: Schema): readonly ShapeError[] {
  const { root, section, before, after } = read;
  const [name, key] = [section.name, after.name];
  const entries = asObject(section.value);
  const isSame = before.name === key && !standsTwice(root, name) && !standsTwice(entries, key);
  if (!isSame || entries === undefined) return findShapeErrors(root, schema);
  const elsewhere = known.filter(({ path }) => path[0] !== name || path[1] !== key);
  const kept = elsewhere.map((error) => follow(error, read.around));
  const shape = toShape(schema).properties.get(name);
  if (typeof shape !== 'object') return kept;
  const errors: ShapeError[] = [];
  walkProperty(entries, after, shape, [name], errors);
  return [...kept, ...distinct(errors)];
}

/** The same departure, of what stands now for the part of the tree that it is about. */
function follow(error: ShapeError, around: Reparsed['around']): ShapeError {
  const followed = Object.entries(error).map(([key, value]) => [key, around.get(value) ?? value]);
  return Object.fromEntries(followed);
}

/** A node is looked at twice, as a node and as one of its type; what both find is one departure. */
function distinct(errors: readonly ShapeError[]): readonly ShapeError[] {
  const byIdentity = new Map<string, ShapeError>();
  for (const error of errors) {
    const wanted = error.kind === 'unknown' ? '' : error.kind === 'missing' ? error.key : String(error.expected);
    const identity = `${error.kind} ${error.span.offset} ${wanted}`;
    if (!byIdentity.has(identity)) byIdentity.set(identity, error);
  }
  return [...byIdentity.values()];
}

/** The keys and list positions from the root to where a walk is now: spelled out for what departs alone. */
type Way = (string | number)[];

function spellOut(way: Way): readonly string[] {
  return way.map(String);
}

/** `owner` is the property that the value is of, if any: its key is pointed at when the value as a whole is wrong, so that one word is underlined. */
function walk(node: JsonNode, shape: Shape, way: Way, owner: JsonProperty | undefined, errors: ShapeError[]): void {
  if (shape.types !== undefined && !hasType(node, shape.types)) {
    errors.push({ kind: 'type', span: tokenOf(node, owner), path: spellOut(way), node, expected: [...shape.types] });
    return;
  }
  for (const expected of shape.limitsValues ? wrongValues(node, shape) : []) {
    errors.push({ kind: 'value', span: tokenOf(node, owner), path: spellOut(way), node, expected });
  }
  for (const part of shape.parts) walk(node, part, way, owner, errors);
  for (const condition of shape.conditions) {
    if (isFulfilled(node, condition.when)) walk(node, condition.shape, way, owner, errors);
  }
  if (node.kind === 'object') walkObject(node, shape, way, owner, errors);
  if (node.kind === 'array' && shape.items !== undefined) {
    for (let key = 0; key < node.items.length; key++) {
      const item = node.items[key];
      if (item === undefined) continue;
      way.push(key);
      walk(item, shape.items, way, undefined, errors);
      way.pop();
    }
  }
}

/** A value that is still being typed fulfils no condition. */
function isFulfilled(node: JsonNode, condition: Shape): boolean {
  const isWhole = (object: JsonObject) =>
    [...condition.properties.keys()].every((key) => findProperty(object, key)?.value !== undefined);
  if (node.kind === 'object' && !isWhole(node)) return false;
  const errors: ShapeError[] = [];
  walk(node, condition, [], undefined, errors);
  return errors.length === 0;
}

function walkObject(
  object: JsonObject,
  shape: Shape,
  way: Way,
  owner: JsonProperty | undefined,
  errors: ShapeError[],
): void {
  for (const { key, shapes } of shape.choices) {
    const value = findProperty(object, key)?.value;
    const chosen = value?.kind === 'string' ? shapes.get(value.value) : undefined;
    if (chosen !== undefined) walk(object, chosen, way, owner, errors);
  }
  for (const key of shape.required) {
    if (findProperty(object, key) === undefined) errors.push(missing(object, shape, key, way, owner));
  }
  for (const [trigger, keys] of shape.dependencies) {
    for (const key of findProperty(object, trigger) === undefined ? [] : keys) {
      if (findProperty(object, key) === undefined) errors.push(missing(object, shape, key, way, owner));
    }
  }
  for (const property of object.effective) walkProperty(object, property, shape, way, errors);
}

function walkProperty(object: JsonObject, property: JsonProperty, shape: Shape, way: Way, errors: ShapeError[]): void {
  const key = property.name;
  way.push(key);
  if (shape.propertyNames !== undefined) walk(property.key, shape.propertyNames, way, undefined, errors);
  const free = shape.leavesKeysFree && key.startsWith('x-');
  const inner = shape.properties.get(key) ?? (free || shape.additional);
  if (inner === false) {
    const known = [...shape.properties.keys()];
    errors.push({ kind: 'unknown', span: property.key, path: spellOut(way), property, object, known });
  } else if (typeof inner === 'object' && property.value !== undefined) {
    walk(property.value, inner, way, property, errors);
  }
  way.pop();
}

function missing(object: JsonObject, shape: Shape, key: string, way: Way, owner: JsonProperty | undefined): ShapeError {
  const wanted = shape.properties.get(key);
  const schema = typeof wanted === 'object' ? wanted.schema : undefined;
  return { kind: 'missing', span: tokenOf(object, owner), path: spellOut(way), key, object, schema };
}

/** Short values are pointed at themselves; objects and lists by their key, or by their opening bracket where they have none. */
function tokenOf(node: JsonNode, owner: JsonProperty | undefined): Span {
  if (node.kind !== 'object' && node.kind !== 'array') return node;
  return owner === undefined ? partOf(node, 0, 1) : owner.key;
}

/** By JSON Schema's names of types: a number without a fraction is an `integer`, which is a `number` too. */
function hasType(node: JsonNode, types: ReadonlySet<string>): boolean {
  if (types.has(node.kind)) return true;
  return node.kind === 'number' && types.has('integer') && Number.isInteger(node.value);
}

/** What the value would have to be, for each keyword that it fails. */
function wrongValues(node: JsonNode, { schema, pattern }: Shape): readonly string[] {
  const { enum: values, const: only, minimum, maximum, minLength, not } = schema;
  const wrong: string[] = [];
  const scalar = node.kind === 'object' || node.kind === 'array' ? undefined : node.value;
  if (values !== undefined && !values.includes(scalar)) wrong.push(`one of ${values.join(', ')}`);
  if (only !== undefined && only !== scalar) wrong.push(JSON.stringify(only));
  if (node.kind === 'number') {
    const outside = (minimum !== undefined && node.value < minimum) || (maximum !== undefined && node.value > maximum);
    if (outside) wrong.push(`from ${minimum} to ${maximum}`);
  }
  if (node.kind === 'string') {
    if (minLength !== undefined && node.value.length < minLength) wrong.push('at least one character');
    else if (pattern !== undefined && !pattern.test(node.value))
      wrong.push(schema.$comment ?? `like ${schema.pattern}`);
    if (not?.enum?.includes(node.value)) wrong.push(`none of ${not.enum.join(', ')}`);
  }
  return wrong;
}
