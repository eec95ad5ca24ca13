import { type Span, touches } from '#core/syntax/span';
import type { JsonNode, JsonProperty } from '#core/syntax/tree';

/** What lies around an offset, from the whole text to the innermost. */
export interface Enclosing {
  /** Each value, with the property that it is the value of. */
  readonly values: readonly { readonly node: JsonNode; readonly property: JsonProperty | undefined }[];
  /** Each property, from the outside in. */
  readonly properties: readonly JsonProperty[];
  /** Whether the offset is at the key of the innermost property, or between that and its value. */
  readonly isAtKey: boolean;
}

/** The values and properties around an offset, which a cursor touches right before and right behind them too. */
export function enclosing(root: JsonNode | undefined, offset: number): Enclosing {
  const values: { node: JsonNode; property: JsonProperty | undefined }[] = [];
  const properties: JsonProperty[] = [];
  let isAtKey = false;
  let [node, property]: [JsonNode | undefined, JsonProperty | undefined] = [root, undefined];
  while (node !== undefined && touches(node, offset)) {
    values.push({ node, property });
    isAtKey = false;
    if (node.kind === 'array') {
      [node, property] = [pick(node.items, offset), undefined];
      continue;
    }
    const inner: JsonProperty | undefined = node.kind === 'object' ? pick(node.properties, offset) : undefined;
    if (inner === undefined) break;
    properties.push(inner);
    isAtKey = inner.value === undefined || offset < inner.value.offset;
    [node, property] = [inner.value, inner];
  }
  return { values, properties, isAtKey };
}

/** Of two that touch at the offset, the one that begins there: what stands behind a cursor is what it is at. */
function pick<T extends Span>(parts: readonly T[], offset: number): T | undefined {
  return parts.findLast((part) => touches(part, offset));
}
