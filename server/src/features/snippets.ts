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
