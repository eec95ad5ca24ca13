import { type Chunk, Place } from '#core/syntax/chunk';
import type { JsonArray, JsonNode, JsonObject, JsonProperty, JsonString } from '#core/syntax/tree';

/** Parts of a tree as they are built: what they hold is filled in, and their length is known, when their end is read. */
export class JsonObjectNode extends Place implements JsonObject {
  readonly kind = 'object';
  constructor(
    chunk: Chunk,
    at: number,
    length: number,
    readonly properties: JsonProperty[] = [],
  ) {
    super(chunk, at, length);
  }
}

export class JsonArrayNode extends Place implements JsonArray {
  readonly kind = 'array';
  readonly items: JsonNode[] = [];
}

/** A string, a number, `true`, `false` or `null`. */
export class JsonScalar<Kind extends string, Value> extends Place {
  constructor(
    chunk: Chunk,
    at: number,
    length: number,
    readonly kind: Kind,
    readonly value: Value,
  ) {
    super(chunk, at, length);
  }
}

export class JsonPropertyNode extends Place implements JsonProperty {
  constructor(
    chunk: Chunk,
    at: number,
    length: number,
    readonly key: JsonString,
    public value: JsonNode | undefined = undefined,
  ) {
    super(chunk, at, length);
  }
}
