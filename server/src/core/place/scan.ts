import { decode, type Lexeme, nextLexeme } from '#core/place/lexer';
import type { Place } from '#core/place/place';
import { endOf } from '#core/syntax/span';

/** An object or a list that is being read, and how far. */
export interface Frame {
  readonly kind: 'object' | 'array';
  /** Of its opening bracket. */
  readonly offset: number;
  /** How many lists are open here, with this one if it is one. */
  readonly lists: number;
  /** Of an object: the key that was read last. */
  key: string;
  /** Of a list: the position of its next item. */
  index: number;
  expects: 'key' | 'colon' | 'value' | 'comma';
}

/** @param around what is open around it */
export function openFrame(kind: Frame['kind'], offset: number, around: Frame | undefined): Frame {
  const lists = (around?.lists ?? 0) + (kind === 'array' ? 1 : 0);
  return { kind, offset, lists, key: '', index: 0, expects: kind === 'object' ? 'key' : 'value' };
}

/** Where a reader of JSON is when it comes to an offset. */
export interface ScanState {
  /** What is open there, from the outside in. */
  readonly frames: readonly Frame[];
  /** The string or word that the offset lies in or touches. */
  readonly lexeme: Lexeme | undefined;
  /** Where the last lexeme before it ends; the start of the scan where there is none. */
  readonly previousEnd: number;
  /** Whether the whole text's value was read. */
  readonly isOver: boolean;
}

/**
 * Reads JSON up to an offset and keeps its way in what is half typed: where a value is missing, the next key is a key, and where a
 * comma is, too.
 *
 * @param frames what is open where the scan begins; they are changed
 */
export function scanTo(text: string, offset: number, from: number, frames: Frame[]): ScanState {
  let previousEnd = from;
  let isOver = false;
  for (let lexeme = nextLexeme(text, from); lexeme !== undefined; lexeme = nextLexeme(text, previousEnd)) {
    const touched = touches(lexeme, offset) ? lexeme : undefined;
    if (touched !== undefined || lexeme.offset >= offset) return { frames, lexeme: touched, previousEnd, isOver };
    read(text, lexeme, frames);
    previousEnd = endOf(lexeme);
    isOver ||= frames.length === 0;
  }
  return { frames, lexeme: undefined, previousEnd, isOver };
}

/** A closed string is left behind its closing quote; a word may go on. */
function touches({ kind, offset: start, length, isClosed }: Lexeme, offset: number): boolean {
  if (kind === 'punctuation' || offset < start) return false;
  return kind === 'string' && isClosed ? offset < start + length : offset <= start + length;
}

function read(text: string, lexeme: Lexeme, frames: Frame[]): void {
  const frame = frames.at(-1);
  const character = lexeme.kind === 'punctuation' ? text[lexeme.offset] : undefined;
  if (character === '{') frames.push(openFrame('object', lexeme.offset, frame));
  else if (character === '[') frames.push(openFrame('array', lexeme.offset, frame));
  else if (character === '}' || character === ']') close(character === '}' ? 'object' : 'array', frames);
  else if (frame === undefined) return;
  else if (character === ':') frame.expects = frame.kind === 'object' ? 'value' : frame.expects;
  else if (character === ',') separate(frame);
  else if (frame.kind === 'array' || (frame.expects === 'value' && !isKey(text, lexeme))) frame.expects = 'comma';
  else {
    frame.key = keyOf(text, lexeme);
    frame.expects = 'colon';
  }
}

/** Closes what is open up to the last bracket of its kind; a bracket that closes nothing is skipped. */
function close(kind: Frame['kind'], frames: Frame[]): void {
  const lists = frames.at(-1)?.lists ?? 0;
  // Counted first: many brackets that close nothing must not each look through all that is open.
  if ((kind === 'array' ? lists : frames.length - lists) === 0) return;
  frames.length = frames.findLastIndex((frame) => frame.kind === kind);
  const around = frames.at(-1);
  if (around !== undefined) around.expects = 'comma';
}

function separate(frame: Frame): void {
  frame.expects = frame.kind === 'object' ? 'key' : 'value';
  frame.index++;
}

/** Whether a colon follows. */
export function isKey(text: string, lexeme: Lexeme): boolean {
  const next = nextLexeme(text, endOf(lexeme));
  return next !== undefined && text[next.offset] === ':';
}

/** What a key says, with quotes around it or without. */
export function keyOf(text: string, { kind, offset, length, isClosed }: Lexeme): string {
  const written = text.slice(offset, offset + length);
  return kind === 'word' ? written : decode(written.slice(1, isClosed ? -1 : undefined));
}

/** The other keys of the object that a place is in; none where that is in no object. */
export function keysBeside({ container, token }: Place, text: string): readonly string[] {
  return container === undefined ? [] : keysIn(text, container, token.span.offset);
}

/** The keys of the object that opens at an offset, in the order of the text, but for one that stands at `except`. */
export function keysIn(text: string, opening: number, except: number): readonly string[] {
  const keys: string[] = [];
  let depth = 0;
  for (let lexeme = nextLexeme(text, opening); lexeme !== undefined; lexeme = nextLexeme(text, endOf(lexeme))) {
    const character = lexeme.kind === 'punctuation' ? text[lexeme.offset] : undefined;
    if (character === '{' || character === '[') depth++;
    if (character === '}' || character === ']') depth--;
    if (depth === 0) break;
    if (depth === 1 && character === undefined && lexeme.offset !== except && isKey(text, lexeme))
      keys.push(keyOf(text, lexeme));
  }
  return keys;
}
