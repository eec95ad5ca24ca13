import type { FlowDocument } from '#core/model/document';
import { type FlowNode, isApiNode } from '#core/model/flow';
import { definition } from '#core/model/schema';
import { isKnownNodeType, namesResults } from '#core/model/vocabulary';
import { findMisspelling } from '#core/rules/shared/misspelling';
import { asObject, findProperty, type JsonObject, type JsonProperty } from '#core/syntax/tree';

const wayKeys = ['next', 'results'] as const;
export type WayKey = (typeof wayKeys)[number];

/** Why a node that may not end the conversation does not lead it on. */
export interface Standstill {
  /** The keys by which nodes of its type go on, one of them at least. */
  readonly keys: readonly WayKey[];
  /** The key that was meant, in another spelling. */
  readonly misspelt: { readonly property: JsonProperty; readonly key: WayKey } | undefined;
  /** A key by which only nodes of other types go on. */
  readonly foreign: JsonProperty | undefined;
}

/**
 * Undefined where the node leads on, may end the conversation, or is not for anybody here to tell: of unknown type, half typed,
 * with a value of a wrong type. API nodes must have results and responses, and other rules say so.
 */
export function findStandstill(node: FlowNode, document: FlowDocument): Standstill | undefined {
  const type = node.type?.value;
  if (type === undefined || isApiNode(node) || goesOn(node.object, type)) return undefined;
  const keys = wayKeysOf(type);
  const [misspelt] = keys.flatMap((key) => {
    const property = findMisspelling(document, node.object, key);
    return property === undefined ? [] : [{ property, key }];
  });
  const foreignKey = wayKeys.find((key) => !keys.includes(key));
  const foreign = foreignKey && findProperty(node.object, foreignKey);
  return { keys, misspelt, foreign };
}

/** Whether what an object says of its ways is enough for a node of a type. */
export function goesOn(object: JsonObject | undefined, type: string): boolean {
  const keys = wayKeysOf(type);
  return keys.length === 0 || keys.some((key) => !leadsNowhere(findProperty(object, key), key, type));
}

/** The keys by which nodes of a type must go on; none where they may end the conversation, or nobody here knows the type. */
function wayKeysOf(type: string): readonly WayKey[] {
  if (!isKnownNodeType(type) || type === 'chat-desk') return [];
  const { properties = {} } = definition(type);
  return wayKeys.filter((key) => properties[key] !== undefined);
}

/** An empty `next` is a place that the author has yet to fill, which is said elsewhere. Where results have names, others are free for other tools. */
function leadsNowhere(property: JsonProperty | undefined, key: WayKey, type: string): boolean {
  if (property === undefined) return true;
  const results = key === 'results' ? asObject(property.value)?.properties : undefined;
  return results?.every(({ name }) => namesResults(type) && name.startsWith('x-')) === true;
}
