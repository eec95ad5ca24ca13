import type { DocumentEdit } from '#core/model/documentEdit';
import type { TextSource } from '#core/model/textSource';
import { encode } from '#core/place/lexer';
import type { Span } from '#core/syntax/span';

/** Inside of a string, whatever stands around it there: escaped as JSON wants it (RFC 8259 §7). */
export function replaceName(document: TextSource, span: Span, newName: string): DocumentEdit {
  return { document, span, newText: encode(newName) };
}
