import type { DocumentOnTypeFormattingOptions, Position, TextEdit } from 'vscode-languageserver-protocol';
import type { FlowDocument } from '#core/model/document';
import { endOf } from '#core/syntax/span';
import { templateAt } from '#core/template/templateAt';

/** The last sign of each pair's beginning. */
export const onTypeFormattingOptions: DocumentOnTypeFormattingOptions = {
  firstTriggerCharacter: '[',
  moreTriggerCharacter: ['{'],
};

const pairs = [
  ['[[', ']]'],
  ['{{', '}}'],
] as const;

/**
 * The end of a placeholder whose beginning was just typed, put behind the cursor: only in texts that may hold placeholders, and only
 * where it is not closed yet and no name follows. In the brackets of JSON itself, `[[1,2]]`, nothing happens.
 *
 * @param position right behind what was typed
 */
export function closePlaceholder({ root, flow, text, lines }: FlowDocument, position: Position): TextEdit[] {
  const offset = lines.offsetAt(position);
  const pair = pairs.find(([open]) => text.endsWith(open, offset));
  const string = pair && templateAt(offset, root, flow);
  if (pair === undefined || string === undefined) return [];
  const [open, close] = pair;
  if (text[offset - 3] === open[0] || /^[\p{L}\p{N}_]/u.test(text.slice(offset, offset + 2))) return [];
  // An editor that pairs brackets by itself has put one there, or both.
  if (text[offset] === close[0] && text[offset + 1] !== close[0]) return [];
  const written = text.slice(string.offset, endOf(string));
  if (count(open, written) <= count(close, written)) return [];
  return [{ range: { start: position, end: position }, newText: close }];
}

function count(sign: string, text: string): number {
  return text.split(sign).length - 1;
}
