import type { ShellWords } from '#core/curl/shellWords';

/**
 * A command as Windows reads it, in two steps: `cmd.exe` takes carets for escapes outside of quotes, so that `^` before the end of a line
 * continues it, and the program splits what is left into arguments by the rules of the C runtime
 * (https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments).
 */
export function readWindowsWords(text: string): ShellWords {
  const { line, rest } = unescapeCarets(text.trim());
  const notes = rest.trim() === '' ? [] : ['Only the first command was read'];
  return { words: splitArguments(line), notes, fault: undefined };
}

/** Whether a text is written for `cmd.exe`, as browsers do under "Copy as cURL (cmd)". */
export function isForWindows(text: string): boolean {
  return /^\s*curl(?:\.exe)?\s+\^"|\^[ \t]*\r?\n\s*(?:-|\^?")/i.test(text);
}

function unescapeCarets(text: string): { readonly line: string; readonly rest: string } {
  let line = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\n' || (!isQuoted && /[&|<>]/.test(character))) return { line, rest: text.slice(at + 1) };
    if (character === '^' && !isQuoted) {
      // The end of a line goes with its caret, and what comes next is escaped in its place.
      at += /^\^[ \t]*\r?\n/.exec(text.slice(at, at + 80))?.[0].length ?? 1;
      line += text[at] ?? '';
      continue;
    }
    if (character === '"') isQuoted = !isQuoted;
    if (character !== '\r') line += character;
  }
  return { line, rest: '' };
}

/** Backslashes are escapes only before a quote; two quotes within quotes are one. */
function splitArguments(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (const [, slashes = '', quotes, space, other] of line.matchAll(/(\\*)(?:(""?)|(\s+)|([^\\"\s]+)|$)/g)) {
    if (quotes !== undefined) {
      word = (word ?? '') + '\\'.repeat(slashes.length >> 1);
      const isEscaped = slashes.length % 2 === 1;
      if (isEscaped || (isQuoted && quotes.length === 2)) word += '"';
      // An escaped quote leaves the one behind it as it is; an empty pair outside of quotes opens and closes.
      if (isEscaped ? quotes.length === 2 : quotes.length === 1) isQuoted = !isQuoted;
      continue;
    }
    if (slashes !== '' || other !== undefined) word = (word ?? '') + slashes + (other ?? '');
    if (space === undefined) continue;
    if (isQuoted) word = (word ?? '') + space;
    else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  return word === undefined ? words : [...words, word];
}
