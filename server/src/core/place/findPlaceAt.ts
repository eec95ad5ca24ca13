import type { FlowDocument } from '#core/model/document';
import { decode, endsInComment, type Lexeme, nextLexeme, skipBlank } from '#core/place/lexer';
import { findPartialPlaceholder } from '#core/place/partialPlaceholder';
import type { Lacking, Path, Place, Token } from '#core/place/place';
import { type Frame, isKey, openFrame, type ScanState, scanTo } from '#core/place/scan';
import { endOf, type Span } from '#core/syntax/span';
import type { JsonNode } from '#core/syntax/tree';

/**
 * What stands at an offset, and what can be put in there. Undefined where nothing can: right behind a value, before a colon, in what
 * follows the whole text's value. Total. The tree tells the way as far as the text is right; from there on, the text is read again with
 * an eye for what is half typed, for a reader that misses a value takes the next key for it.
 */
export function findPlaceAt(document: FlowDocument, offset: number): Place | undefined {
  const { text } = document;
  const { frames, from } = startBefore(document, offset);
  const scanned = scanTo(text, offset, from, frames);
  const lexeme = isNextKey(text, scanned, offset) ? undefined : scanned.lexeme;
  const role = findRole(text, frames.at(-1), lexeme);
  if (scanned.isOver || (lexeme === undefined && isNoPlace(text, scanned, offset))) return undefined;
  const token = toToken(text, lexeme, offset);
  const end = endOf(token.span);
  if (role === 'value' && lexeme === undefined && frames.at(-1)?.kind !== 'array' && hasValue(text, offset)) {
    return undefined;
  }
  return {
    role,
    path: pathOf(frames, role),
    container: frames.at(-1)?.offset,
    token,
    lacks: findLacks(text, role, frames.at(-1), scanned.previousEnd, end),
    placeholder: lexeme?.kind === 'string' ? findPartialPlaceholder(text, lexeme.offset + 1, end, offset) : undefined,
  };
}

/** Where the scan begins: in the innermost object or list that is known to be open, behind what was read right. */
function startBefore({ root, syntaxErrors }: FlowDocument, offset: number): { frames: Frame[]; from: number } {
  const known = Math.min(offset, ...syntaxErrors.slice(0, 1).map((error) => error.offset));
  const frames: Frame[] = [];
  let from = 0;
  let node = root;
  while (node !== undefined && isAround(node, known)) {
    const frame = openFrame(node.kind, node.offset, frames.at(-1));
    frames.push(frame);
    const entries: readonly Span[] = node.kind === 'object' ? node.properties : node.items;
    const index = entries.findLastIndex((entry) => entry.offset < known);
    const property = node.kind === 'object' ? node.properties[index] : undefined;
    const inside: JsonNode | undefined = node.kind === 'array' ? node.items[index] : property?.value;
    const isInside = inside !== undefined && isAround(inside, known);
    // The last entry may have been read wrong, so that it is read again.
    const before = isInside ? undefined : entries[index - 1];
    from = before === undefined ? node.offset + 1 : endOf(before);
    frame.index = Math.max(0, isInside ? index : index - 1);
    if (isInside || before !== undefined) frame.expects = 'comma';
    frame.key = property?.name ?? '';
    node = isInside ? inside : undefined;
  }
  return { frames, from };
}

function isAround(node: JsonNode, offset: number): node is Extract<JsonNode, { kind: 'object' | 'array' }> {
  return (node.kind === 'object' || node.kind === 'array') && node.offset < offset && offset < endOf(node);
}

/** Whether the cursor stands where a value is missing, right before the next key. */
function isNextKey(text: string, { frames, lexeme }: ScanState, offset: number): boolean {
  return lexeme?.offset === offset && frames.at(-1)?.expects === 'value' && isKey(text, lexeme);
}

function findRole(text: string, frame: Frame | undefined, lexeme: Lexeme | undefined): Place['role'] {
  if (frame === undefined || frame.kind === 'array' || frame.expects === 'colon') return 'value';
  if (frame.expects === 'key' || frame.expects === 'comma') return 'key';
  return lexeme !== undefined && isKey(text, lexeme) ? 'key' : 'value';
}

/** Right behind a value or a key, where a comma or a colon is what comes next; and in a comment, which JSON has none of. */
function isNoPlace(text: string, { frames, previousEnd }: ScanState, offset: number): boolean {
  const expects = frames.at(-1)?.expects;
  if (previousEnd === offset && (expects === 'comma' || expects === 'colon')) return true;
  return endsInComment(text.slice(previousEnd, offset));
}

/** Whether the value stands there already, behind the cursor. */
function hasValue(text: string, offset: number): boolean {
  const next = nextLexeme(text, offset);
  if (next?.kind === 'punctuation') return text[next.offset] === '{' || text[next.offset] === '[';
  return next !== undefined && !isKey(text, next);
}

function findLacks(
  text: string,
  role: Place['role'],
  frame: Frame | undefined,
  previousEnd: number,
  end: number,
): Lacking {
  const next = charBehind(text, end);
  const valueAfter = role === 'key' && next !== ':';
  const follows = frame?.kind === 'array' ? /[^\]},:]/.test(next) : next === '"';
  return {
    commaBefore: frame?.expects === 'comma' ? previousEnd : undefined,
    colonBefore: frame?.expects === 'colon',
    valueAfter,
    commaAfter: frame !== undefined && (role === 'value' || valueAfter) && follows,
  };
}

/** The next character that is not white space; empty at the end. */
function charBehind(text: string, from: number): string {
  return text[skipBlank(text, from)] ?? '';
}

function pathOf(frames: readonly Frame[], role: Place['role']): Path {
  const inner = frames.at(-1);
  const around = frames.slice(0, -1).map(({ kind, key, index }) => (kind === 'object' ? key : index));
  if (role === 'key' || inner === undefined) return around;
  const position = inner.expects === 'comma' ? inner.index + 1 : inner.index;
  return [...around, inner.kind === 'object' ? inner.key : position];
}

function toToken(text: string, lexeme: Lexeme | undefined, offset: number): Token {
  if (lexeme === undefined) return { span: { offset, length: 0 }, quote: 'none', typed: '' };
  if (lexeme.kind === 'word') {
    // Where the opening quote is missing, the closing one goes with it.
    const length = lexeme.length + (isClosingQuote(text, endOf(lexeme)) ? 1 : 0);
    return { span: { offset: lexeme.offset, length }, quote: 'none', typed: text.slice(lexeme.offset, offset) };
  }
  const typed = decode(text.slice(lexeme.offset + 1, offset));
  if (lexeme.isClosed && !isWordCharacter(text[endOf(lexeme)])) return { span: lexeme, quote: 'closed', typed };
  // Never closed, or closed by the quote that opens the next string: it ends where the cursor's word does.
  const word = /^[\p{L}\p{N}_.$-]*/u.exec(text.slice(offset, endOf(lexeme)))?.[0] ?? '';
  return {
    span: { offset: lexeme.offset, length: Math.max(1, offset + word.length - lexeme.offset) },
    quote: 'open',
    typed,
  };
}

/** Whether a quote stands there that opens nothing: no string follows. */
function isClosingQuote(text: string, offset: number): boolean {
  closingQuote.lastIndex = offset;
  return closingQuote.test(text);
}

const closingQuote = /"[ \t]*(?:[\r\n,}\]:]|$)/y;

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
}
