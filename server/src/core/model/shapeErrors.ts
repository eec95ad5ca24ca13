import { resolve, type Schema } from '#core/model/schema';
import type { Span } from '#core/syntax/span';
import {
  effectiveProperties,
  findProperty,
  type JsonNode,
  type JsonObject,
  type JsonProperty,
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
  walk(root, schema, [], root, errors);
  return errors.length < 2 ? errors : distinct(errors);
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

/** `token` is what to point at when the value as a whole is wrong: its key where it has one, so that one word is underlined. */
function walk(node: JsonNode, schema: Schema, path: readonly string[], token: Span, errors: ShapeError[]): void {
  const here = resolve(schema);
  const expected = typesOf(here);
  if (
    expected.length > 0 &&
    !expected.includes(typeOf(node)) &&
    !(expected.includes('number') && typeOf(node) === 'integer')
  ) {
    errors.push({ kind: 'type', span: tokenOf(node, token), path, node, expected });
    return;
  }
  for (const wanted of wrongValues(node, here)) {
    errors.push({ kind: 'value', span: tokenOf(node, token), path, node, expected: wanted });
  }
  for (const part of here.allOf ?? []) walkPart(node, part, path, token, errors);
  if (node.kind === 'object') walkObject(node, here, path, token, errors);
  if (node.kind === 'array' && here.items !== undefined) {
    for (const [index, item] of node.items.entries()) walk(item, here.items, [...path, String(index)], item, errors);
  }
}

function walkPart(node: JsonNode, part: Schema, path: readonly string[], token: Span, errors: ShapeError[]): void {
  if (part.if === undefined) {
    walk(node, part, path, token, errors);
    return;
  }
  if (!isTyped(node, part.if)) return;
  const condition: ShapeError[] = [];
  walk(node, part.if, path, token, condition);
  if (condition.length === 0 && part.then !== undefined) walk(node, part.then, path, token, errors);
}

/** A value that is still being typed fulfils no condition. */
function isTyped(node: JsonNode, condition: Schema): boolean {
  if (node.kind !== 'object') return true;
  return Object.keys(condition.properties ?? {}).every((key) => findProperty(node, key)?.value !== undefined);
}

function walkObject(
  object: JsonObject,
  here: Schema,
  path: readonly string[],
  token: Span,
  errors: ShapeError[],
): void {
  for (const key of here.required ?? []) {
    if (findProperty(object, key) === undefined) errors.push(missing(object, here, key, path, token));
  }
  for (const [trigger, keys] of Object.entries(here.dependencies ?? {})) {
    for (const key of findProperty(object, trigger) === undefined ? [] : keys) {
      if (findProperty(object, key) === undefined) errors.push(missing(object, here, key, path, token));
    }
  }
  for (const property of effectiveProperties(object)) {
    walkProperty(object, property, here, [...path, property.key.value], errors);
  }
}

function walkProperty(
  object: JsonObject,
  property: JsonProperty,
  here: Schema,
  path: readonly string[],
  errors: ShapeError[],
): void {
  if (here.propertyNames !== undefined) walk(property.key, here.propertyNames, path, property.key, errors);
  const key = property.key.value;
  const properties = here.properties ?? {};
  const free = key.startsWith('x-') && here.additionalProperties === false;
  const schema = Object.hasOwn(properties, key) ? properties[key] : free || here.additionalProperties;
  if (schema === false) {
    errors.push({ kind: 'unknown', span: property.key, path, property, object, known: Object.keys(properties) });
  } else if (typeof schema === 'object' && property.value !== undefined) {
    walk(property.value, schema, path, property.key, errors);
  }
}

function missing(object: JsonObject, here: Schema, key: string, path: readonly string[], token: Span): ShapeError {
  const wanted = here.properties?.[key];
  const schema = typeof wanted === 'object' ? wanted : undefined;
  return { kind: 'missing', span: tokenOf(object, token), path, key, object, schema };
}

/** Short values are pointed at themselves; objects and lists by their key, or by their opening bracket where they have none. */
function tokenOf(node: JsonNode, token: Span): Span {
  if (node.kind !== 'object' && node.kind !== 'array') return node;
  return token === node ? { offset: node.offset, length: 1 } : token;
}

function typesOf(schema: Schema): readonly string[] {
  if (schema.type === undefined) return [];
  return typeof schema.type === 'string' ? [schema.type] : schema.type;
}

/** JSON Schema's name for the type; a number without a fraction is an `integer`. */
function typeOf(node: JsonNode): string {
  if (node.kind === 'number' && Number.isInteger(node.value)) return 'integer';
  return node.kind;
}

/** What the value would have to be, for each keyword that it fails. */
function wrongValues(node: JsonNode, { enum: values, const: only, ...limits }: Schema): string[] {
  const wrong: string[] = [];
  const scalar = node.kind === 'object' || node.kind === 'array' ? undefined : node.value;
  if (values !== undefined && !values.includes(scalar)) wrong.push(`one of ${values.join(', ')}`);
  if (only !== undefined && only !== scalar) wrong.push(JSON.stringify(only));
  if (node.kind === 'number') {
    const { minimum, maximum } = limits;
    const outside = (minimum !== undefined && node.value < minimum) || (maximum !== undefined && node.value > maximum);
    if (outside) wrong.push(`from ${minimum} to ${maximum}`);
  }
  if (node.kind === 'string') {
    if (limits.minLength !== undefined && node.value.length < limits.minLength) wrong.push('at least one character');
    else if (limits.pattern !== undefined && !regExp(limits.pattern).test(node.value))
      wrong.push(limits.$comment ?? `like ${limits.pattern}`);
    if (limits.not?.enum?.includes(node.value)) wrong.push(`none of ${limits.not.enum.join(', ')}`);
  }
  return wrong;
}

/** The schema has a handful of patterns; compiling one again for each value would cost more than all else here. */
const compiled = new Map<string, RegExp>();
function regExp(pattern: string): RegExp {
  const known = compiled.get(pattern) ?? new RegExp(pattern, 'u');
  compiled.set(pattern, known);
  return known;
}
