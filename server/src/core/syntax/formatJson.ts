import { format } from 'jsonc-parser';
import { applyEdits } from '#core/syntax/edit';

/** Lays JSON out for reading, two spaces a level, every token as it was written: numbers keep their digits. */
export function formatJson(text: string): string {
  const edits = format(text, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' });
  return applyEdits(
    text,
    edits.map(({ offset, length, content }) => ({ span: { offset, length }, newText: content })),
  );
}
