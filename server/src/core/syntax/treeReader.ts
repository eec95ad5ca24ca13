import { type Chunk, ChunkTable } from '#core/syntax/chunk';
import { Faults, type JsonError } from '#core/syntax/jsonErrors';
import { Tokens, token } from '#core/syntax/tokens';
import type { JsonNode } from '#core/syntax/tree';
import {
  JsonArrayNode,
  JsonLiteral,
  type JsonPropertyNode,
  JsonStringNode,
  toObjectNode,
  toPropertyNode,
} from '#core/syntax/treeNodes';

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
  /** The one string there is of each word: a text says the same few over and over, as keys, types, names and targets. */
  private readonly words = new Map<string, string>();
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
        return this.passed(this.toText());
      case token.number:
        return this.passed(this.toNumber());
      case token.true:
      case token.false:
        return this.passed(this.toLiteral('boolean', tokens.kind === token.true));
      case token.null:
        return this.passed(this.toLiteral('null', null));
      default:
        return undefined;
    }
  }

  private readObject(): JsonNode {
    const { chunk, properties } = this;
    const at = this.toPlace(this.tokens.offset);
    const start = properties.length;
    const length = this.readEntries(token.closeBrace);
    return toObjectNode(chunk, at, length, properties.splice(start));
  }

  private readArray(): JsonNode {
    const { chunk, items } = this;
    const at = this.toPlace(this.tokens.offset);
    const start = items.length;
    const length = this.readEntries(token.closeBracket);
    return new JsonArrayNode(chunk, at, length, items.splice(start));
  }

  /** Reads brackets and what stands between them. Gives how long that is: it ends with the text where they are never closed. */
  private readEntries(close: typeof token.closeBrace | typeof token.closeBracket): number {
    const { tokens, faults } = this;
    if (this.depth >= maximumDepth) throw new TooDeep();
    const { offset } = tokens;
    this.depth++;
    this.pass();
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
    return end - offset;
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
    const { tokens, around } = this;
    if (tokens.kind !== token.string) {
      this.missInObject('PropertyNameExpected');
      return;
    }
    const isChunk = around.chunk === undefined && this.depth <= deepestChunk;
    if (isChunk) this.chunk = this.chunks.add(around.offset + tokens.offset);
    const { chunk } = this;
    const at = this.toPlace(tokens.offset);
    const length = this.length();
    const name = this.toWord(tokens.value);
    this.pass();
    this.properties.push(toPropertyNode(chunk, at, length, name, this.readValueOfProperty()));
  }

  private readValueOfProperty(): JsonNode | undefined {
    if (this.tokens.kind !== token.colon) {
      this.missInObject('ColonExpected');
      return undefined;
    }
    this.pass();
    const value = this.readValue();
    if (value === undefined) this.missInObject('ValueExpected');
    return value;
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

  /** Goes on behind the current token. */
  private pass(): void {
    this.faults.pass();
    this.tokens.next();
  }

  private passed(read: JsonNode): JsonNode {
    this.pass();
    return read;
  }

  private toText(): JsonNode {
    const { offset, value } = this.tokens;
    const said = value.length > longestWord ? value : this.toWord(value);
    return new JsonStringNode(this.chunk, this.toPlace(offset), this.length(), said);
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

  private toWord(said: string): string {
    const known = this.words.get(said);
    if (known === undefined) this.words.set(said, said);
    return known ?? said;
  }
}

/** What is longer hardly stands twice, and takes long to look up. */
const longestWord = 32;

/** Entries of the root and of the objects in it: endpoints and nodes. */
const deepestChunk = 2;
