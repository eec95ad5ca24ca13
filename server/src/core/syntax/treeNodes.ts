import { type Chunk, Place } from '#core/syntax/chunk';
import { endOf } from '#core/syntax/span';
import type { JsonArray, JsonNode, JsonObject, JsonProperty, JsonString } from '#core/syntax/tree';

// There are a million of these in a large flow, and every field of each counts: what can be told has none, such as the kind.

export class JsonObjectNode extends Place implements JsonObject {
  constructor(
    chunk: Chunk,
    at: number,
    length: number,
    readonly properties: readonly JsonProperty[],
  ) {
    super(chunk, at, length);
  }

  get kind(): 'object' {
    return 'object';
  }

  get effective(): readonly JsonProperty[] {
    return this.properties;
  }

  /** The same with another property at one place, in which it may be longer or shorter. */
  with(place: number, property: JsonProperty, length: number): JsonObjectNode {
    const properties = this.properties.with(place, property);
    const isSameKey = property.name === this.properties[place]?.name;
    const isStillRight = isSameKey && this.effective === this.properties;
    // To look for keys that stand twice among twenty thousand takes longer than a keystroke may.
    return isStillRight
      ? new JsonObjectNode(this.chunk, this.at, length, properties)
      : toObjectNode(this.chunk, this.at, length, properties);
  }
}

/** In which a key stands twice. */
class ObjectWithTwins extends JsonObjectNode {
  constructor(
    chunk: Chunk,
    at: number,
    length: number,
    properties: readonly JsonProperty[],
    private readonly lastOfEach: readonly JsonProperty[],
  ) {
    super(chunk, at, length, properties);
  }

  override get effective(): readonly JsonProperty[] {
    return this.lastOfEach;
  }
}

export function toObjectNode(
  chunk: Chunk,
  at: number,
  length: number,
  properties: readonly JsonProperty[],
): JsonObjectNode {
  const effective = mayHaveTwins(properties) ? lastOfEach(properties) : properties;
  return effective === properties
    ? new JsonObjectNode(chunk, at, length, properties)
    : new ObjectWithTwins(chunk, at, length, properties, effective);
}

/** Up to so many properties are compared with one another; beyond, a map costs less. */
const fewProperties = 12;

/** Of a few properties, whether a key stands twice; of many it is not looked for. */
function mayHaveTwins(properties: readonly JsonProperty[]): boolean {
  if (properties.length > fewProperties) return true;
  for (let index = 1; index < properties.length; index++) {
    const key = properties[index]?.name;
    for (let before = 0; before < index; before++) if (properties[before]?.name === key) return true;
  }
  return false;
}

function lastOfEach(properties: readonly JsonProperty[]): readonly JsonProperty[] {
  const last = new Map<string, JsonProperty>();
  for (const property of properties) last.set(property.name, property);
  if (last.size === properties.length) return properties;
  return properties.filter((property) => last.get(property.name) === property);
}

export class JsonArrayNode extends Place implements JsonArray {
  constructor(
    chunk: Chunk,
    at: number,
    length: number,
    readonly items: readonly JsonNode[],
  ) {
    super(chunk, at, length);
  }

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

/** How long a key is that is written without escapes, with its quotes. */
function plainLength(name: string): number {
  return name.length + 2;
}

/** Reaches from the beginning of its key, which is written plainly, to the end of its value. */
export class JsonPropertyNode implements JsonProperty {
  constructor(
    /** The one that the key lies in. */
    readonly chunk: Chunk,
    protected readonly at: number,
    readonly name: string,
    readonly value: JsonNode | undefined,
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
    return new JsonPropertyNode(this.chunk, this.at, this.name, value);
  }

  protected get keyLength(): number {
    return plainLength(this.name);
  }
}

/** With a key that is written in another way. */
class WrittenPropertyNode extends JsonPropertyNode {
  constructor(
    chunk: Chunk,
    at: number,
    private readonly written: number,
    name: string,
    value: JsonNode | undefined,
  ) {
    super(chunk, at, name, value);
  }

  override with(value: JsonNode): JsonPropertyNode {
    return new WrittenPropertyNode(this.chunk, this.at, this.written, this.name, value);
  }

  protected override get keyLength(): number {
    return this.written;
  }
}

/** @param length of the key as it is written, with its quotes, in UTF-16 code units */
export function toPropertyNode(
  chunk: Chunk,
  at: number,
  length: number,
  name: string,
  value: JsonNode | undefined,
): JsonPropertyNode {
  const isPlain = length === plainLength(name);
  return isPlain
    ? new JsonPropertyNode(chunk, at, name, value)
    : new WrittenPropertyNode(chunk, at, length, name, value);
}
