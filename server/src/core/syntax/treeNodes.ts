import { type Chunk, Place } from '#core/syntax/chunk';
import { endOf } from '#core/syntax/span';
import type { JsonArray, JsonNode, JsonNumber, JsonObject, JsonProperty, JsonString } from '#core/syntax/tree';

/** Parts of a tree as they are built: what they hold is filled in, and their length is known, when their end is read. */
export class JsonObjectNode extends Place implements JsonObject {
  readonly kind = 'object';
  constructor(
    chunk: Chunk,
    at: number,
    length: number,
    public properties: readonly JsonProperty[] = [],
  ) {
    super(chunk, at, length);
  }
}

export class JsonArrayNode extends Place implements JsonArray {
  readonly kind = 'array';
  items: readonly JsonNode[] = [];
}

export class JsonNumberNode extends Place implements JsonNumber {
  readonly kind = 'number';
  constructor(
    chunk: Chunk,
    at: number,
    length: number,
    readonly value: number,
    readonly written: string | undefined,
  ) {
    super(chunk, at, length);
  }
}

/** A string, `true`, `false` or `null`. */
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

/** Reaches from the beginning of its key to the end of its value. */
export class JsonPropertyNode implements JsonProperty {
  constructor(
    readonly key: JsonString,
    public value: JsonNode | undefined = undefined,
  ) {}

  get offset(): number {
    return this.key.offset;
  }

  get length(): number {
    return endOf(this.value ?? this.key) - this.key.offset;
  }
}
