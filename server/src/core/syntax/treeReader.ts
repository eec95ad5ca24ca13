import { type Chunk, ChunkTable } from '#core/syntax/chunk';
import { Faults, type JsonError } from '#core/syntax/jsonErrors';
import { Tokens, token } from '#core/syntax/tokens';
import type { JsonNode } from '#core/syntax/tree';
import { JsonArrayNode, JsonLiteral, JsonObjectNode, JsonPropertyNode, JsonStringNode } from '#core/syntax/treeNodes';

/** Deeper nesting is an error: recursive readers of JSON, ours and others', run out of stack somewhere beyond. */
export const maximumDepth = 256;

/** Ends the reading of a text: its reader calls itself as often as its brackets nest. */
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

/**
 * Reads a text into a tree, token by token. Behind a fault it goes on as jsonc-parser's `visit` does: at the next comma or bracket that
 * the fault may have stood before.
 */
export class TreeReader {
  private readonly faults: Faults;
  private readonly tokens: Tokens;
  /**
   * What is in all containers that are open: each gets its own when it ends, in a list that is as long as it must be. A list that
   * grows has room for 16 more.
   */
  private readonly properties: JsonPropertyNode[] = [];
  private readonly items: JsonNode[] = [];
  /** The one string there is of each key: a text says the same few over and over. */
  private readonly keys = new Map<string, string>();
  private readonly chunks = new ChunkTable();
  private chunk: Chunk;
  /** Of what is read next: how many levels of brackets are around it. */
  private depth: number;

  /** @param errors takes what is wrong with the text, counted from its own beginning */
  constructor(
    private readonly text: string,
    private readonly around: Surroundings,
    errors: JsonError[],
  ) {
    this.faults = new Faults(text, errors);
    this.tokens = new Tokens(text, this.faults);
    this.chunk = around.chunk ?? this.chunks.add(around.offset);
    this.depth = around.depth;
  }

  /**
   * The value of the whole text; undefined where it holds none.
   *
   * @throws TooDeep
   */
  read(): JsonNode | undefined {
    const { tokens } = this;
    tokens.next();
    const root = this.readValue();
    if (root === undefined) tokens.report('ValueExpected');
    else if (tokens.kind !== token.end) tokens.report('EndOfFileExpected');
    return root;
  }

  /** Undefined, with nothing read, where no value begins. */
  private readValue(): JsonNode | undefined {
    const { tokens } = this;
    switch (tokens.kind) {
      case token.openBrace:
        return this.readObject();
      case token.openBracket:
        return this.readArray();
      case token.string:
        return this.pass(new JsonStringNode(this.chunk, this.toPlace(tokens.offset), this.length(), tokens.value));
      case token.number:
        return this.pass(this.toNumber());
      case token.true:
      case token.false:
        return this.pass(this.toLiteral('boolean', tokens.kind === token.true));
      case token.null:
        return this.pass(this.toLiteral('null', null));
      default:
        return undefined;
    }
  }

  private readObject(): JsonNode {
    const { properties } = this;
    const object = new JsonObjectNode(this.chunk, this.toPlace(this.tokens.offset), 0);
    const start = properties.length;
    const end = this.readEntries(token.closeBrace);
    object.properties = properties.splice(start);
    object.length = this.around.offset + end - object.offset;
    return object;
  }

  private readArray(): JsonNode {
    const { items } = this;
    const array = new JsonArrayNode(this.chunk, this.toPlace(this.tokens.offset), 0);
    const start = items.length;
    const end = this.readEntries(token.closeBracket);
    array.items = items.splice(start);
    array.length = this.around.offset + end - array.offset;
    return array;
  }

  /** Reads brackets and what stands between them. Gives where they end: with the text where they are never closed. */
  private readEntries(close: typeof token.closeBrace | typeof token.closeBracket): number {
    const { tokens, faults } = this;
    if (this.depth >= maximumDepth) throw new TooDeep();
    this.depth++;
    faults.pass();
    tokens.next();
    for (let isFirst = true; tokens.kind !== close && tokens.kind !== token.end; isFirst = false) {
      this.readComma(isFirst);
      if (close === token.closeBrace) this.readProperty();
      else this.readItem();
    }
    const { end } = tokens;
    faults.pass();
    if (tokens.kind === close) tokens.next();
    else tokens.report(close === token.closeBrace ? 'CloseBraceExpected' : 'CloseBracketExpected');
    this.depth--;
    return end;
  }

  private readComma(isFirst: boolean): void {
    const { tokens } = this;
    if (tokens.kind === token.comma) {
      if (isFirst) tokens.report('ValueExpected');
      this.faults.passComma(tokens.offset);
      tokens.next();
    } else if (!isFirst) tokens.report('CommaExpected');
  }

  private readProperty(): void {
    if (this.tokens.kind === token.string) this.readValueOf(this.readKey());
    else this.missInObject('PropertyNameExpected');
  }

  private readKey(): JsonPropertyNode {
    const { tokens, around } = this;
    const isChunk = around.chunk === undefined && this.depth <= deepestChunk;
    if (isChunk) this.chunk = this.chunks.add(around.offset + tokens.offset);
    const key = new JsonPropertyNode(this.chunk, this.toPlace(tokens.offset), this.length(), this.share(tokens.value));
    this.properties.push(key);
    return this.pass(key);
  }

  private readValueOf(property: JsonPropertyNode): void {
    if (this.tokens.kind !== token.colon) {
      this.missInObject('ColonExpected');
      return;
    }
    this.faults.pass();
    this.tokens.next();
    property.value = this.readValue();
    if (property.value === undefined) this.missInObject('ValueExpected');
  }

  private missInObject(fault: 'PropertyNameExpected' | 'ColonExpected' | 'ValueExpected'): void {
    this.tokens.report(fault);
    this.tokens.skipTo(token.closeBrace, token.comma);
  }

  private readItem(): void {
    const item = this.readValue();
    if (item !== undefined) this.items.push(item);
    else {
      this.tokens.report('ValueExpected');
      this.tokens.skipTo(token.closeBracket, token.comma);
    }
  }

  /** Goes on to the token behind what the current one was read as. */
  private pass<Read>(read: Read): Read {
    this.faults.pass();
    this.tokens.next();
    return read;
  }

  /** What is written is kept where the value alone does not tell it: of 1.0 and 1 that is the same. */
  private toNumber(): JsonNode {
    const { offset, end, value } = this.tokens;
    const [number, written] = [Number(value), this.text.slice(offset, end)];
    const kept = String(number) === written ? undefined : written;
    return new JsonLiteral(this.chunk, this.toPlace(offset), end - offset, 'number', number, kept);
  }

  private toLiteral<Kind extends 'boolean' | 'null', Value>(kind: Kind, value: Value): JsonLiteral<Kind, Value> {
    return new JsonLiteral(this.chunk, this.toPlace(this.tokens.offset), this.length(), kind, value);
  }

  /** Of the current token. */
  private length(): number {
    return this.tokens.end - this.tokens.offset;
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
