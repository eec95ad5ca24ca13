import { Blank, type Draft, Entries } from '#core/completion/candidate';
import { escapeInString } from '#core/syntax/editJson';

/** Writes drafts as text to insert. The holes of everything that one writer writes are numbered in one row. */
export interface DraftWriter {
  /** Text that stands as it is. */
  literal(text: string): string;
  /** JSON. An object that holds others goes on several lines, the others stay on one, as people write flows. */
  value(draft: Draft): string;
  /** A hole inside a string. */
  blank(blank: Blank): string;
}

/**
 * Snippets as the Language Server Protocol has them (§ Snippet Syntax): `${1:name}`, `${1|a,b|}`. Each line of one begins with tabs, which
 * the editor turns into its own indentation.
 */
export const createSnippetWriter = (): DraftWriter => {
  const stops = new Map<Blank, number>();
  const literal = (text: string): string => text.replaceAll(/[\\$}]/g, '\\$&');
  const blank = (hole: Blank): string => {
    const { suggestion, choices } = hole;
    const known = stops.get(hole);
    if (known !== undefined) return `$${known}`;
    const stop = stops.size + 1;
    stops.set(hole, stop);
    if (choices.length > 1) return `\${${stop}|${choices.map(toChoice).join(',')}|}`;
    return suggestion === '' ? `$${stop}` : `\${${stop}:${literal(escapeInString(suggestion))}}`;
  };
  return { literal, blank, value: (draft) => write(draft, { literal, blank, isMultiline: true }, '') };
};

/** For editors without snippets: everything on one line, and each hole filled with its suggestion. */
export const plainWriter: DraftWriter = {
  literal: (text) => text,
  blank: ({ suggestion }) => escapeInString(suggestion),
  value: (draft) => write(draft, { ...plainWriter, isMultiline: false }, ''),
};

function toChoice(choice: string): string {
  return escapeInString(choice).replaceAll(/[\\,|]/g, '\\$&');
}

interface Style extends Pick<DraftWriter, 'literal' | 'blank'> {
  readonly isMultiline: boolean;
}

function write(draft: Draft, style: Style, indent: string): string {
  if (draft instanceof Blank) {
    const [before, behind] = draft.around;
    return `"${style.literal(escapeInString(before))}${style.blank(draft)}${style.literal(escapeInString(behind))}"`;
  }
  if (Array.isArray(draft)) {
    return draft.length === 0 ? '[]' : `[${draft.map((item) => write(item, style, indent)).join(', ')}]`;
  }
  if (!isObject(draft)) return style.literal(JSON.stringify(draft));
  const entries = draft instanceof Entries ? draft.entries : Object.entries(draft);
  const isOpen = style.isMultiline && entries.some(([, value]) => isObject(value));
  const inner = isOpen ? `${indent}\t` : indent;
  const written = entries.map(([key, value]) => `${write(key, style, inner)}: ${write(value, style, inner)}`);
  const close = style.literal('}');
  if (written.length === 0) return `{${close}`;
  return isOpen ? `{\n${inner}${written.join(`,\n${inner}`)}\n${indent}${close}` : `{ ${written.join(', ')} ${close}`;
}

function isObject(draft: Draft): draft is Entries | { readonly [key: string]: Draft } {
  return typeof draft === 'object' && draft !== null && !Array.isArray(draft) && !(draft instanceof Blank);
}

/**
 * What a snippet inserts where nobody types into its places: of a place its default, of a choice the first, of a variable nothing but its
 * default. The grammar is that of the protocol's appendix (Language Server Protocol 3.17, Snippet Syntax).
 */
export function snippetText(snippet: string): string {
  return readSnippet(snippet, 0, '').text;
}

interface Read {
  readonly text: string;
  /** The offset behind what was read. */
  readonly end: number;
}

/** Reads up to one of the characters that end this part, which is not read, or to the end. */
function readSnippet(snippet: string, start: number, ends: string): Read {
  let text = '';
  let at = start;
  while (at < snippet.length && !ends.includes(snippet.charAt(at))) {
    const part = readEscape(snippet, at) ?? readPlace(snippet, at) ?? { text: snippet.charAt(at), end: at + 1 };
    text += part.text;
    at = part.end;
  }
  return { text, end: at };
}

function readEscape(snippet: string, at: number): Read | undefined {
  const escaped = /^\\([\\$},|])/.exec(snippet.slice(at, at + 2))?.[1];
  return escaped === undefined ? undefined : { text: escaped, end: at + 2 };
}

const opening = /\$(?:\{)?(?:\d+|[A-Za-z_]\w*)/y;

/** `$1`, `${1}`, `${1:default}`, `${1|one,two|}`, `${name:default}`, `${name/regex/format/options}`. */
function readPlace(snippet: string, start: number): Read | undefined {
  opening.lastIndex = start;
  const [begun] = opening.exec(snippet) ?? [];
  if (begun === undefined) return undefined;
  const at = start + begun.length;
  if (!begun.startsWith('${')) return { text: '', end: at };
  switch (snippet.charAt(at)) {
    case '}':
      return { text: '', end: at + 1 };
    case ':': {
      const { text, end } = readSnippet(snippet, at + 1, '}');
      return { text, end: end + 1 };
    }
    case '|': {
      const { text, end } = readSnippet(snippet, at + 1, ',|');
      return { text, end: endOfPlace(snippet, end) };
    }
    case '/':
      return { text: '', end: endOfPlace(snippet, at) };
    default:
      return undefined;
  }
}

/** Behind the brace that closes a place; braces within are escaped. */
function endOfPlace(snippet: string, start: number): number {
  return readSnippet(snippet, start, '}').end + 1;
}
