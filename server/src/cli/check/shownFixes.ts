import { schema } from '#core/model/schema';
import type { TextSource } from '#core/model/textSource';
import { hasTokenShape } from '#core/model/tokenShape';
import { httpResponseCode } from '#core/model/vocabulary';
import type { Finding } from '#core/rules/finding';
import type { Fix } from '#core/rules/rule';
import { parseJson } from '#core/syntax/parseJson';
import type { JsonNode } from '#core/syntax/tree';

/**
 * Gives the fixes of findings that a report may show. A fix may copy any value of a file, credentials among them, so it is
 * left out unless every word that it inserts is shown anyway or tells nothing: keys of the file, words of the format, and
 * what the message or the title quotes. One that edits another file is left out too.
 */
export function createShownFixes(isOwn: (source: TextSource) => boolean): (finding: Finding) => readonly Fix[] {
  const keys = new Map<TextSource, ReadonlySet<string>>();
  const keysOf = (source: TextSource): ReadonlySet<string> => {
    const known = keys.get(source) ?? new Set(keysIn(parseJson(source.text).root));
    keys.set(source, known);
    return known;
  };
  return ({ fixes, message }) =>
    (fixes?.() ?? []).filter(({ title, edits }) => {
      const quoted = new Set(stringsIn(`${message} ${title}`).map(decode));
      return edits.every(({ document, newText }) => {
        if (!isOwn(document) || hasTokenShape(newText)) return false;
        const isShown = (word: string) => formatWords.has(word) || quoted.has(word) || keysOf(document).has(word);
        return wordsIn(newText).every(isShown);
      });
    });
}

/** The strings of a piece of JSON, decoded, and what stands between its strings and its punctuation. */
function wordsIn(text: string): readonly string[] {
  const others = text.replaceAll(string, ' ').match(/[^\s{}[\],:]+/g) ?? [];
  return [...stringsIn(text).map(decode), ...others];
}

const string = /"(?:[^"\\]|\\.)*"/g;

function stringsIn(text: string): readonly string[] {
  return text.match(string) ?? [];
}

function decode(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}

function* keysIn(node: JsonNode | undefined): Iterable<string> {
  if (node?.kind === 'array') for (const item of node.items) yield* keysIn(item);
  if (node?.kind !== 'object') return;
  for (const { key, value } of node.properties) {
    yield key.value;
    yield* keysIn(value);
  }
}

/** Names of properties and values out of a set, with what stands for nothing and for everything. */
const formatWords = new Set(['', '$', 'true', 'false', 'null', '1', httpResponseCode, ...wordsOf(schema)]);

function* wordsOf(part: unknown): Iterable<string> {
  if (typeof part !== 'object' || part === null) return;
  for (const [name, value] of Object.entries(part)) {
    if (name === 'properties') yield* Object.keys(value);
    if (name === 'enum' || name === 'const') yield* [value].flat().map(String);
    yield* wordsOf(value);
  }
}
