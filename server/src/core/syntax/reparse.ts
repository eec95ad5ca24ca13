import type { Chunk } from '#core/syntax/chunk';
import type { Edit } from '#core/syntax/edit';
import { type JsonError, type ParsedJson, parseJson } from '#core/syntax/parseJson';
import type { Slices } from '#core/syntax/piecedText';
import { endOf, type Span } from '#core/syntax/span';
import { asObject, type JsonNode, type JsonObject, type JsonProperty } from '#core/syntax/tree';
import { JsonObjectNode, JsonPropertyNode } from '#core/syntax/treeNodes';

/** A tree that was read again in one entry alone: everything else is the same, moved. */
export interface Reparsed extends ParsedJson {
  readonly root: JsonObject;
  /** The entry of the root that it lies in: `nodes`. */
  readonly section: JsonProperty;
  readonly before: JsonProperty;
  readonly after: JsonProperty;
  /** What is around the entry is made anew, with another length: each old part by what stands for it now. */
  readonly around: ReadonlyMap<unknown, JsonNode | JsonProperty>;
}

/**
 * Reads the one entry of `nodes`, `endpoints` or another object of the root that an edit falls into, and moves what lies behind
 * it: what was read before moves with it and is of no use to anybody who still holds the old text. Undefined, with nothing
 * moved, where the edit reaches further than one entry, or where what it leaves has an end that only the rest of the text can tell:
 * then all of it has to be read.
 *
 * @param parsed what the text was read as before the edit
 * @param text what the edit makes of it
 */
export function reparse(parsed: ParsedJson, text: Slices, edit: Edit): Reparsed | undefined {
  const root = asObject(parsed.root);
  const section = findAround(root?.properties, edit.span);
  const object = asObject(section?.value);
  const before = findAround(object?.properties, edit.span);
  if (root === undefined || section === undefined || object === undefined || before === undefined) return undefined;
  const grown = edit.newText.length - edit.span.length;
  const { chunk } = propertyOfTree(before);
  const entry = readEntry(text.slice(before.offset, endOf(before) + grown), chunk);
  // What is never closed is reported at the last character, which may stand in this entry and be about those around it.
  const last = parsed.errors.length === 0 ? 0 : lengthWithoutEnd(text) - grown - 1;
  const isAround = (error: JsonError): boolean =>
    error.kind === 'depth' || error.offset === before.offset || endOf(error) > last;
  if (entry === undefined || parsed.errors.some(isAround)) return undefined;
  const errors = [
    ...parsed.errors.filter(({ offset }) => offset < before.offset),
    ...entry.errors,
    ...parsed.errors.flatMap((error) =>
      error.offset < endOf(before) ? [] : { ...error, offset: error.offset + grown },
    ),
  ];
  const after = entry.property;
  const edited = replaceEntry(object, before, after, grown);
  const newSection = propertyOfTree(section).with(edited);
  const newRoot = replaceEntry(root, section, newSection, grown);
  chunk.moveThoseBehind(grown);
  const around = new Map<unknown, JsonNode | JsonProperty>([
    [root, newRoot],
    [section, newSection],
    [object, edited],
  ]);
  return { root: newRoot, errors, section: newSection, before, after, around };
}

/** Without the white space at its end. */
function lengthWithoutEnd(text: Slices): number {
  for (let end = text.length; end > 0; end -= charactersAtOnce) {
    const from = Math.max(0, end - charactersAtOnce);
    const { length } = text.slice(from, end).trimEnd();
    if (length > 0) return from + length;
  }
  return 0;
}

const charactersAtOnce = 1_000;

/** The entry that the edit lies in: touching its ends does not do, as what is typed there may be no part of it. */
function findAround(properties: readonly JsonProperty[] | undefined, edited: Span): JsonProperty | undefined {
  let low = 0;
  let high = (properties?.length ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const property = properties?.[middle];
    if (property === undefined || property.value === undefined) return undefined;
    if (edited.offset <= property.offset) high = middle - 1;
    else if (edited.offset >= endOf(property)) low = middle + 1;
    else return endOf(edited) < endOf(property) ? property : undefined;
  }
  return undefined;
}

/** Reads an entry by itself. Undefined where it is more or less than one whole entry, or where it nests too deeply. */
function readEntry(
  written: string,
  chunk: Chunk,
): { readonly property: JsonProperty; readonly errors: readonly JsonError[] } | undefined {
  const { offset } = chunk;
  // In braces it is an object; they shift what is found by one.
  const { root, errors } = parseJson(`{${written}}`, { offset: offset - 1, depth: 1, chunk });
  const [property, ...others] = asObject(root)?.properties ?? [];
  const end = offset + written.length;
  const isWhole =
    property !== undefined && others.length === 0 && property.offset === offset && endOf(property) === end;
  if (!isWhole || root === undefined || endOf(root) !== end + 1) return undefined;
  return errors.every((error) => error.kind !== 'depth' && endOf(error) <= end) ? { property, errors } : undefined;
}

/** The object with another entry in the place of one; `grown` is what that adds to its length. */
function replaceEntry(object: JsonObject, before: JsonProperty, after: JsonProperty, grown: number): JsonObject {
  return objectOfTree(object).with(object.properties.indexOf(before), after, object.length + grown);
}

/** Trees are made of these; a tree that is made of anything else was not parsed. */
function propertyOfTree(property: JsonProperty): JsonPropertyNode {
  if (property instanceof JsonPropertyNode) return property;
  throw new Error('A tree that was not parsed can not be edited');
}

function objectOfTree(object: JsonObject): JsonObjectNode {
  if (object instanceof JsonObjectNode) return object;
  throw new Error('A tree that was not parsed can not be edited');
}
