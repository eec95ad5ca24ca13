import { createScanner, type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import type { Chunk } from '#core/syntax/chunk';
import { endOf, type Span } from '#core/syntax/span';
import type { JsonNode } from '#core/syntax/tree';
import { JsonArrayNode, JsonObjectNode, JsonPropertyNode, JsonScalar } from '#core/syntax/treeNodes';

/** Deeper nesting is an error: recursive readers of JSON, ours and others', run out of stack somewhere beyond. */
export const maximumDepth = 256;

/** What is not JSON (RFC 8259) at one place of a text. */
export interface JsonError extends Span {
  readonly kind: 'comment' | 'trailing-comma' | 'depth' | 'encoding' | 'other';
  /** One sentence without a final stop. */
  readonly message: string;
}

/** Whether something of the text may not have been read: comments and commas too many are no JSON either, but all around them is. */
export function isLossy({ kind }: JsonError): boolean {
  return kind !== 'comment' && kind !== 'trailing-comma';
}

export interface ParsedJson {
  /** Undefined where the text holds no value at all. */
  readonly root: JsonNode | undefined;
  /** In the order of the text. */
  readonly errors: readonly JsonError[];
}

/** Where a text stands that is part of another one. */
export interface Surroundings {
  /** Where it begins there. */
  readonly offset: number;
  /** How many levels of brackets are around it. */
  readonly depth: number;
}

const whole: Surroundings = { offset: 0, depth: 0 };

/** Reads any text into a tree and errors. Never throws; a byte order mark is white space. */
export function parseJson(text: string, around: Surroundings = whole): ParsedJson {
  const found: JsonError[] = [];
  const readable = cutDeepValues(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text, found, around.depth);
  const root = buildTree(readable, found, around);
  found.sort((a, b) => a.offset - b.offset);
  // One fault, one finding: what is never closed is reported once, not once for every level.
  const errors = found.filter((error, index) => error.offset !== found[index - 1]?.offset);
  return { root, errors: errors.map((error) => ({ ...error, offset: error.offset + around.offset })) };
}

/**
 * Whether a value may lie too deep, told as the scanner would tell it, in a tenth of its time: almost no text has one. What may
 * be a comment is left to the scanner.
 */
function mayNestDeeply(text: string, most: number): boolean {
  const closing: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === character.quote) at = endOfString(text, at);
    else if (code === character.slash) return true;
    else if (code === character.openBrace || code === character.openBracket) {
      // Both closing brackets come two after their opening ones in Unicode.
      if (closing.push(code + 2) > most) return true;
    } else if (code === closing[closing.length - 1]) closing.pop();
  }
  return false;
}

const character = { quote: 0x22, slash: 0x2f, openBracket: 0x5b, backslash: 0x5c, openBrace: 0x7b };

/** Where a string ends that begins here: at its quote, else at the end of its line. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === character.backslash) at++;
    else if (code === character.quote || code === 0x0a || code === 0x0d) return at;
  }
  return text.length;
}

/** jsonc-parser's `SyntaxKind`, a const enum that a file compiled on its own can't see. */
const token = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, end: 17 };

/**
 * Replaces every value that lies too deep by `0` and spaces, so that the rest keeps its offsets and can be read. Counted with
 * the scanner, which does not recurse. A bracket that closes nothing is skipped, as the reader does: its depth is never more.
 */
function cutDeepValues(text: string, errors: JsonError[], around: number): string {
  const most = maximumDepth - around;
  if (!mayNestDeeply(text, most)) return text;
  const scanner = createScanner(text, true);
  const pieces: string[] = [];
  const closing: number[] = [];
  let kept = 0;
  let deepStart = 0;
  const cutTo = (end: number): void => {
    pieces.push(text.slice(kept, deepStart), '0'.padEnd(end - deepStart));
    kept = end;
    errors.push({ kind: 'depth', offset: deepStart, length: 1, message: `Nested deeper than ${maximumDepth} levels` });
  };
  for (let kind: number = scanner.scan(); kind !== token.end; kind = scanner.scan()) {
    if (kind === token.openBrace || kind === token.openBracket) {
      closing.push(kind === token.openBrace ? token.closeBrace : token.closeBracket);
      if (closing.length === most + 1) deepStart = scanner.getTokenOffset();
    } else if (kind === closing.at(-1)) {
      if (closing.length === most + 1) cutTo(scanner.getTokenOffset() + 1);
      closing.pop();
    }
  }
  if (closing.length > most) cutTo(text.length);
  return pieces.length === 0 ? text : pieces.join('') + text.slice(kept);
}

/** jsonc-parser's own tree would do, but building it costs four times what visiting costs, and it has holes of its own kind. */
function buildTree(text: string, errors: JsonError[], around: Surroundings): JsonNode | undefined {
  const open: (JsonObjectNode | JsonArrayNode)[] = [];
  const pending: (JsonPropertyNode | undefined)[] = [];
  const { read, report } = toReporter(text, errors);
  let chunk: Chunk = { offset: around.offset };
  const toPlace = (offset: number): number => offset + around.offset - chunk.offset;
  let root: JsonNode | undefined;

  const place = (node: JsonNode): void => {
    read();
    const container = open.at(-1);
    if (container === undefined) root ??= node;
    else if (container.kind === 'array') container.items.push(node);
    else completeProperty(pending.at(-1), node);
  };
  const begin = (node: JsonObjectNode | JsonArrayNode): void => {
    place(node);
    open.push(node);
    pending.push(undefined);
  };
  // At the end of the text this is called for whatever the text never closes, which reaches to there.
  const end = (offset: number, length: number): void => {
    read();
    const container = open.pop();
    pending.pop();
    if (container === undefined) return;
    container.length = around.offset + offset + length - container.offset;
    completeSpan(pending.at(-1), container);
  };
  const beginProperty = (value: string, offset: number, length: number): void => {
    read();
    if (around.depth + open.length <= deepestChunk) chunk = { offset: around.offset + offset };
    const at = toPlace(offset);
    const property = new JsonPropertyNode(chunk, at, length, new JsonScalar(chunk, at, length, 'string', value));
    const container = open.at(-1);
    if (container?.kind === 'object') container.properties.push(property);
    pending[pending.length - 1] = property;
  };

  visit(
    text,
    {
      onObjectBegin: (offset, length) => begin(new JsonObjectNode(chunk, toPlace(offset), length)),
      onArrayBegin: (offset, length) => begin(new JsonArrayNode(chunk, toPlace(offset), length)),
      onObjectEnd: end,
      onArrayEnd: end,
      onObjectProperty: beginProperty,
      onLiteralValue: (value, offset, length) => place(toLiteral(value, chunk, toPlace(offset), length)),
      onSeparator: (character, offset, length) => read(character === ',' ? { offset, length } : undefined),
      onError: (code, offset, length) => report(code, { offset, length }),
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
  );
  return root;
}

/** Entries of the root and of the objects in it: endpoints and nodes. */
const deepestChunk = 2;

interface Reporter {
  /** Something could be read, a comma or another token: what is wrong from here on is a fault of its own. */
  read(comma?: Span): void;
  report(code: ParseErrorCode, span: Span): void;
}

/** Leaves out what follows from an error: jsonc-parser goes on to miss a value where it could not read one. */
function toReporter(text: string, errors: JsonError[]): Reporter {
  let lastComma: Span | undefined;
  let failed = false;
  return {
    read(comma) {
      lastComma = comma;
      failed = false;
    },
    report(code, span) {
      const error = toSyntaxError(text, code, span, lastComma);
      if (error.kind === 'comment' || !failed) errors.push(error);
      failed ||= error.kind !== 'comment';
    },
  };
}

function completeProperty(property: JsonPropertyNode | undefined, value: JsonNode): void {
  if (property === undefined || property.value !== undefined) return;
  property.value = value;
  completeSpan(property, value);
}

function completeSpan(property: JsonPropertyNode | undefined, value: Span): void {
  if (property?.value === value) property.length = endOf(value) - property.offset;
}

function toLiteral(value: unknown, chunk: Chunk, at: number, length: number): JsonNode {
  if (typeof value === 'string') return new JsonScalar(chunk, at, length, 'string', value);
  if (typeof value === 'number') return new JsonScalar(chunk, at, length, 'number', value);
  if (typeof value === 'boolean') return new JsonScalar(chunk, at, length, 'boolean', value);
  return new JsonScalar(chunk, at, length, 'null', null);
}

/**
 * jsonc-parser reports a trailing comma at the bracket behind it; the comma is what a person has to remove. It counts the
 * closing characters of a comment that is never closed.
 */
function toSyntaxError(text: string, code: ParseErrorCode, found: Span, comma: Span | undefined): JsonError {
  const name = printParseErrorCode(code);
  const span = { offset: found.offset, length: Math.min(found.length, text.length - found.offset) };
  const closes = text[span.offset] === '}' || text[span.offset] === ']';
  const expectsMore = name === 'PropertyNameExpected' || name === 'ValueExpected';
  if (name === 'InvalidCommentToken') return { kind: 'comment', ...span, message: 'JSON has no comments' };
  if (comma && closes && expectsMore) {
    return { kind: 'trailing-comma', ...comma, message: 'JSON allows no comma after the last entry' };
  }
  const message = text.trim() === '' ? 'The file is empty: expected a JSON object' : (messages[name] ?? name);
  return { kind: 'other', ...visible(text, span), message };
}

/** A span that can be seen and clicked: at the end of the text, the last character stands for what is missing behind it. */
function visible(text: string, span: Span): Span {
  if (span.length > 0 || text === '') return span;
  const last = text.trimEnd().length;
  return span.offset >= last ? { offset: Math.max(0, last - 1), length: 1 } : { offset: span.offset, length: 1 };
}

const messages: Readonly<Record<string, string>> = {
  InvalidSymbol: 'Not a JSON value: expected a string in double quotes, a number, true, false, null, { or [',
  InvalidNumberFormat: 'Not a JSON number',
  PropertyNameExpected: 'Expected a key in double quotes',
  ValueExpected: 'Expected a value',
  ColonExpected: 'Expected a colon after the key',
  CommaExpected: 'Expected a comma before this',
  CloseBraceExpected: 'The object that begins here or before is never closed: expected }',
  CloseBracketExpected: 'The list that begins here or before is never closed: expected ]',
  EndOfFileExpected: 'Expected nothing after the end of the JSON text',
  UnexpectedEndOfComment: 'The comment is never closed',
  UnexpectedEndOfString: 'The string is never closed: expected a double quote',
  UnexpectedEndOfNumber: 'The number is incomplete',
  InvalidUnicode: 'Not a Unicode escape: expected \\u and four hexadecimal digits',
  InvalidEscapeCharacter: 'Not an escape of JSON: expected one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u',
  InvalidCharacter: 'A control character in a string must be escaped',
};
