import { createScanner } from 'jsonc-parser';
import type { JsonError } from '#core/syntax/jsonErrors';
import { token } from '#core/syntax/tokens';
import type { JsonNode } from '#core/syntax/tree';
import { maximumDepth, type Surroundings, TooDeep, TreeReader } from '#core/syntax/treeReader';

export type { JsonError } from '#core/syntax/jsonErrors';
export { maximumDepth } from '#core/syntax/treeReader';

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

const whole: Surroundings = { offset: 0, depth: 0 };

/** Reads any text into a tree and errors. Never throws; a byte order mark is white space. */
export function parseJson(text: string, around: Surroundings = whole): ParsedJson {
  const { root, errors: found } = readTree(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text, around);
  const inOrder = [...found].sort((a, b) => a.offset - b.offset);
  // One fault, one finding: what is never closed is reported once, not once for every level.
  const errors = inOrder.filter((error, index) => error.offset !== inOrder[index - 1]?.offset);
  return { root, errors: errors.map((error) => ({ ...error, offset: error.offset + around.offset })) };
}

/** Almost no text nests too deeply: only one that turns out to is counted through, cut, and read once more. */
function readTree(text: string, around: Surroundings): ParsedJson {
  try {
    return buildTree(text, around);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    const { readable, errors } = cutDeepValues(text, maximumDepth - around.depth);
    const read = buildTree(readable, around);
    return { root: read.root, errors: [...errors, ...read.errors] };
  }
}

/**
 * Replaces every value that lies too deep by `0` and spaces, so that the rest keeps its offsets and can be read. Counted with
 * the scanner, which does not recurse. A bracket that closes nothing is skipped, as the reader does: its depth is never more.
 */
function cutDeepValues(
  text: string,
  most: number,
): { readonly readable: string; readonly errors: readonly JsonError[] } {
  const errors: JsonError[] = [];
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
  return { readable: pieces.join('') + text.slice(kept), errors };
}

function buildTree(text: string, around: Surroundings): ParsedJson {
  const errors: JsonError[] = [];
  const root = new TreeReader(text, around, errors).read();
  return { root, errors };
}
