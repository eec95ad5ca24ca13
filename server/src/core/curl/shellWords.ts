import { type ControlOperator, parse } from 'shell-quote';
import { isEnvironmentName } from '#core/template/parseTemplate';

/** A command as the words that a shell makes of it. */
export interface ShellWords {
  readonly words: readonly string[];
  /** Sentences on what of the text is no part of them. */
  readonly notes: readonly string[];
  /** Why the words are not those that the shell would make; undefined where they are. */
  readonly fault: string | undefined;
}

/**
 * The first command of a text as a POSIX shell reads it (POSIX.1-2024, XCU §2.2), with the `$'…'` of bash, in which browsers copy what a
 * plain quote can't hold. A shell variable becomes the environment value of that name: `$TOKEN` is `{{TOKEN}}`.
 */
export function readShellWords(text: string): ShellWords {
  const { command, isOpen } = prepare(text);
  if (isOpen) return { words: [], notes: [], fault: 'A quote is never closed' };
  let substitutes = false;
  const variable = (name: string): string => {
    substitutes ||= !isEnvironmentName(name);
    return `{{${name}}}`;
  };
  const entries = parseEntries(command, variable);
  if (entries === undefined) return { words: [], notes: [], fault: 'A "${" is never closed' };
  const end = entries.findIndex(isOperator);
  const words = (end === -1 ? entries : entries.slice(0, end)).flatMap(toWord);
  const rest = end === -1 ? undefined : entries[end];
  const fault = substitutes ? 'A part of it is the output of another command, or an argument of a script' : undefined;
  return { words, notes: rest !== undefined && hasMore(entries, end) ? [leftOut(rest)] : [], fault };
}

/** Undefined where the parser throws, as it does for a substitution that is not finished. */
function parseEntries(command: string, variable: (name: string) => string): readonly Entry[] | undefined {
  try {
    return parse(command, variable);
  } catch {
    return undefined;
  }
}

type Entry = ReturnType<typeof parse>[number];

/** Quoted stretches come first, so that nothing is looked for inside of them. The last are quotes that nothing closes. */
const stretch =
  /\$?"(?:\\[\s\S]|[^"\\])*"|\$'(?:\\[\s\S]|[^'\\])*'|'[^']*'|(\\(?:\r?\n|$))|\\[\s\S]|(\r?\n)|(?<=[^\s;&|()])(#)|(["'])/g;

/**
 * What the parser does not know of lines and comments: a continued line is one, the end of a line ends a command, and `#` begins a comment
 * only at the beginning of a word.
 */
function prepare(text: string): { readonly command: string; readonly isOpen: boolean } {
  let isOpen = false;
  const command = text
    .trim()
    .replaceAll(stretch, (found: string, continued?: string, lineEnd?: string, hash?: string, open?: string) => {
      if (open !== undefined) isOpen = true;
      if (continued !== undefined) return '';
      if (lineEnd !== undefined) return ' ; ';
      return hash === undefined ? found : '\\#';
    });
  return { command, isOpen };
}

function isOperator(entry: Entry): entry is { readonly op: ControlOperator } {
  return typeof entry === 'object' && 'op' in entry && entry.op !== 'glob';
}

/** An unquoted `?` or `*` is that character: a URL names no files. */
function toWord(entry: Entry): readonly string[] {
  if (typeof entry === 'string') return [entry];
  return 'pattern' in entry ? [entry.pattern] : [];
}

function hasMore(entries: readonly Entry[], end: number): boolean {
  return entries.slice(end + 1).some((entry) => !isOperator(entry) && toWord(entry).length > 0);
}

function leftOut(entry: Entry): string {
  const operator = isOperator(entry) ? String(entry.op) : '';
  if (operator === ';') return 'Only the first command was read';
  return `What stands behind the unquoted "${operator}" is no part of the request`;
}
