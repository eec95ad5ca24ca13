import { type Chunk, ChunkTable } from '#core/syntax/chunk';
import type { JsonNode } from '#core/syntax/tree';
import { JsonArrayNode, JsonLiteral, JsonObjectNode, JsonPropertyNode, JsonStringNode } from '#core/syntax/treeNodes';

/** Deeper nesting is an error: recursive readers of JSON, ours and others', run out of stack somewhere beyond. */
export const maximumDepth = 256;

/** Ends the reading of a text: jsonc-parser calls itself as often as its brackets nest. */
export class TooDeep extends Error {}

/** Where a text stands that is part of another one. */
export interface Surroundings {
  /** Where it begins there. */
  readonly offset: number;
  /** How many levels of brackets are around it. */
  readonly depth: number;
  /** The chunk that all of it belongs to; undefined where it is a tree of its own. */
  readonly chunk?: Chunk;
}

type Container = JsonObjectNode | JsonArrayNode;

/** Makes a tree of what jsonc-parser comes by, in its order. Offsets count from the beginning of the text that it reads. */
export class TreeBuilder {
  root: JsonNode | undefined;
  private readonly open: Container[] = [];
  /**
   * What is in all containers that are open, and where that of each begins: each gets its own when it ends, in a list that is
   * as long as it must be. A list that grows has room for 16 more.
   */
  private readonly properties: JsonPropertyNode[] = [];
  private readonly items: JsonNode[] = [];
  private readonly starts: number[] = [];
  /** The one string there is of each key: a text says the same few over and over. */
  private readonly keys = new Map<string, string>();
  private readonly chunks = new ChunkTable();
  private chunk: Chunk;

  constructor(private readonly around: Surroundings) {
    this.chunk = around.chunk ?? this.chunks.add(around.offset);
  }

  /** @throws TooDeep */
  beginObject(offset: number): void {
    this.begin(new JsonObjectNode(this.chunk, this.toPlace(offset), 0));
  }

  /** @throws TooDeep */
  beginArray(offset: number): void {
    this.begin(new JsonArrayNode(this.chunk, this.toPlace(offset), 0));
  }

  /** Ends the container that was begun last. At the end of the text that is whatever the text never closes, which reaches to there. */
  end(endOffset: number): void {
    const container = this.open.pop();
    const start = this.starts.pop();
    if (container === undefined || start === undefined) return;
    if (container.kind === 'array') container.items = this.items.splice(start);
    else container.properties = this.properties.splice(start);
    container.length = this.around.offset + endOffset - container.offset;
  }

  beginProperty(key: string, offset: number, length: number): void {
    const { around, open } = this;
    const isChunk = around.chunk === undefined && around.depth + open.length <= deepestChunk;
    if (isChunk) this.chunk = this.chunks.add(around.offset + offset);
    this.properties.push(new JsonPropertyNode(this.chunk, this.toPlace(offset), length, this.share(key)));
  }

  addScalar(value: unknown, offset: number, length: number): void {
    this.add(toScalar(value, this.chunk, this.toPlace(offset), length));
  }

  /** @param written as it stands in the text: of 1.0 and 1 the value is the same */
  addNumber(value: number, written: string, offset: number): void {
    const kept = String(value) === written ? undefined : written;
    this.add(new JsonLiteral(this.chunk, this.toPlace(offset), written.length, 'number', value, kept));
  }

  private begin(container: Container): void {
    if (this.around.depth + this.open.length >= maximumDepth) throw new TooDeep();
    this.add(container);
    this.open.push(container);
    // Behind the container itself, which is in what is around it.
    this.starts.push(container.kind === 'array' ? this.items.length : this.properties.length);
  }

  private add(node: JsonNode): void {
    const container = this.open.at(-1);
    if (container === undefined) this.root ??= node;
    else if (container.kind === 'array') this.items.push(node);
    else {
      const property = this.properties.at(-1);
      if (property !== undefined) property.value ??= node;
    }
  }

  private toPlace(offset: number): number {
    return this.around.offset + offset - this.chunk.offset;
  }

  private share(key: string): string {
    const known = this.keys.get(key);
    if (known === undefined) this.keys.set(key, key);
    return known ?? key;
  }
}

/** Entries of the root and of the objects in it: endpoints and nodes. */
const deepestChunk = 2;

function toScalar(value: unknown, chunk: Chunk, at: number, length: number): JsonNode {
  if (typeof value === 'string') return new JsonStringNode(chunk, at, length, value);
  if (typeof value === 'boolean') return new JsonLiteral(chunk, at, length, 'boolean', value);
  return new JsonLiteral(chunk, at, length, 'null', null);
}
