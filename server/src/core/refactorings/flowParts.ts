import type { FlowDocument } from '#core/model/document';
import type { Edit } from '#core/syntax/edit';
import { addProperties, addPropertyBefore, type NewValue } from '#core/syntax/editJson';
import { endOf } from '#core/syntax/span';
import { asObject, findProperty, type JsonObject } from '#core/syntax/tree';

export type Entry = readonly [key: string, value: NewValue];

/** What is to be added to a flow, by the property that holds it, in the order of the format's description. */
export interface FlowParts {
  readonly variables: readonly Entry[];
  readonly endpoints: readonly Entry[];
  /** For a flow that starts nowhere yet; left out where there is nothing to start with. */
  readonly start?: string;
  readonly nodes: readonly Entry[];
}

/**
 * Adds parts to a flow, each behind those of its kind, and nodes behind the one that an offset lies in or follows. An edit that can't be
 * made is undefined: the flow, or one of its parts, is too broken to add to.
 */
export function addParts(
  { text, flow }: FlowDocument,
  { start, ...parts }: FlowParts,
  offset: number,
): readonly (Edit | undefined)[] {
  const root = flow.object;
  if (root === undefined) return [undefined];
  const missing: Entry[] = [];
  const edits: (Edit | undefined)[] = [];
  for (const key of ['variables', 'endpoints', 'nodes'] as const) {
    const entries = parts[key];
    const property = findProperty(root, key);
    if (key === 'nodes' && start !== undefined && flow.start === undefined) missing.push(['start', start]);
    if (entries.length === 0) continue;
    if (property === undefined) missing.push([key, Object.fromEntries(entries)]);
    else edits.push(...addEntries(text, asObject(property.value), entries, key === 'nodes' ? offset : undefined));
  }
  return [...edits, ...addToRoot(text, root, missing)];
}

/** Behind the entry at the offset where another one follows it; else behind the last. */
function addEntries(
  text: string,
  object: JsonObject | undefined,
  entries: readonly Entry[],
  offset: number | undefined,
): readonly (Edit | undefined)[] {
  if (object === undefined) return [undefined];
  const isAt = offset !== undefined && offset > object.offset && offset < endOf(object);
  const next = isAt ? object.properties.find((property) => property.offset > offset) : undefined;
  const isBehindOne = next !== undefined && next !== object.properties[0];
  return isBehindOne
    ? entries.map((entry) => addPropertyBefore(text, object, next, entry))
    : [addProperties(text, object, entries)];
}

/** The keys of a flow that parts are added under, in the order of the format's description. */
const order = ['variables', 'endpoints', 'start', 'nodes'];

/** Each before the first that it precedes by the format's description; else at the end. */
function addToRoot(text: string, root: JsonObject, entries: readonly Entry[]): readonly (Edit | undefined)[] {
  const placed = entries.map((entry) => {
    const next = order.slice(order.indexOf(entry[0]) + 1).flatMap((key) => findProperty(root, key) ?? [])[0];
    return { entry, next };
  });
  const last = placed.flatMap(({ entry, next }) => (next === undefined ? [entry] : []));
  return [
    ...placed.flatMap(({ entry, next }) => (next === undefined ? [] : [addPropertyBefore(text, root, next, entry)])),
    ...(last.length === 0 ? [] : [addProperties(text, root, last)]),
  ];
}
