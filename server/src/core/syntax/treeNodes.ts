import { type Chunk, Place } from '#core/syntax/chunk';
import { endOf } from '#core/syntax/span';
import type { JsonArray, JsonNode, JsonObject, JsonProperty, JsonString } from '#core/syntax/tree';

// There are a million of these in a large flow, and every field of each counts: what can be told has none, such as the kind.

/** Parts of a tree as they are built: what they hold is filled in, and their length is known, when their end is read. */
export class JsonObjectNode extends Place implements JsonObject {
  constructor(
    chunk: Chunk,
    at: number,
    length: number,
    public properties: readonly JsonProperty[] = [],
  ) {
    super(chunk, at, length);
  }

  get kind(): 'object' {
    return 'object';
  }
}

export class JsonArrayNode extends Place implements JsonArray {
  items: readonly JsonNode[] = [];

  get kind(): 'array' {
    return 'array';
  }
}

export class JsonStringNode extends Place implements JsonString {
  constructor(
    chunk: Chunk,
    at: number,
    length: number,
    readonly value: string,
  ) {
    super(chunk, at, length);
  }

  get kind(): 'string' {
    return 'string';
  }
}

/** A number, `true`, `false` or `null`: one class, as code that meets more than four of them is slow. */
export class JsonLiteral<Kind extends string, Value> extends Place {
  constructor(
    chunk: Chunk,
    at: number,
    length: number,
    readonly kind: Kind,
    readonly value: Value,
    readonly written: string | undefined = undefined,
  ) {
    super(chunk, at, length);
  }
}

/** Reaches from the beginning of its key to the end of its value. */
export class JsonPropertyNode implements JsonProperty {
  constructor(
    /** The one that the key lies in. */
    readonly chunk: Chunk,
    private readonly at: number,
    private readonly keyLength: number,
    readonly name: string,
    public value: JsonNode | undefined = undefined,
  ) {}

  /** Made when somebody asks: few do, and there are as many keys as properties. */
  get key(): JsonString {
    return new JsonStringNode(this.chunk, this.at, this.keyLength, this.name);
  }

  get offset(): number {
    return this.chunk.offset + this.at;
  }

  get length(): number {
    return this.value === undefined ? this.keyLength : endOf(this.value) - this.offset;
  }

  /** The same key with another value. */
  with(value: JsonNode): JsonPropertyNode {
    return new JsonPropertyNode(this.chunk, this.at, this.keyLength, this.name, value);
  }
}
