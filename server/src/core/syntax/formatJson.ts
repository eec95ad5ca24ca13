import { format } from 'jsonc-parser';
import { applyEdits } from '#core/syntax/edit';
import { parseJson } from '#core/syntax/parseJson';

/**
 * Lays JSON out for reading, two spaces a level, every token as it was written: numbers keep their digits. A text that is nested too
 * deep stays as it is: its indentation would be many times its size.
 */
export function formatJson(text: string): string {
  if (parseJson(text).errors.some(({ kind }) => kind === 'depth')) return text;
  const edits = format(text, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' });
  return applyEdits(
    text,
    edits.map(({ offset, length, content }) => ({ span: { offset, length }, newText: content ?? lineOfLevel100 })),
  );
}

/** jsonc-parser keeps the first two hundred indentations ready, and looks there for the one of two hundred spaces too. */
const lineOfLevel100 = `\n${' '.repeat(200)}`;
