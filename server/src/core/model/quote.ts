import { hasTokenShape } from '#core/model/tokenShape';

const longest = 60;

/**
 * A value for a message: cut at 60 characters, control characters escaped, so that no file can break a report, and not shown
 * at all where it looks like a credential.
 */
export function quote(value: string): string {
  return hasTokenShape(value) ? 'a literal secret' : `"${escapeControls(cut(value, longest))}"`;
}

/** `"a"`, `"a" and "b"`, `"a", "b" and "c"`. */
export function quoteList(values: readonly string[]): string {
  const quoted = values.map(quote);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}

/** Cut at a number of UTF-16 code units, and never within a character; an ellipsis stands for the rest. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Control characters, line separators, the marks that turn the direction of text, and halves of surrogate pairs, as `\u000a`. */
export function escapeControls(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A text for a label of a lens, a quick pick or the status bar, in which VS Code draws `$(name)` as an icon wherever it stands. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
