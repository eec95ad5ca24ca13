import { type TextDocumentContentChangeEvent, TextDocuments } from 'vscode-languageserver';
import type { Edit } from '#core/syntax/edit';
import { type Lines, type Position, toLines } from '#core/syntax/lines';
import { PiecedText } from '#core/syntax/piecedText';

/** One edit of a text, with the whole text that it leaves. */
export interface TextEdit {
  readonly edit: Edit;
  readonly text: PiecedText;
  readonly lines: Lines;
}

/** A version of a document that the editor has open. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: PiecedText;
  readonly lines: Lines;
}

/** The documents that the editor has open, and how each came from its version before. */
export interface Documents {
  readonly documents: TextDocuments<OpenDocument>;
  /** The edits of the last change, in order. Undefined for a document that was opened, or changed in too many places. */
  takeEdits(document: OpenDocument): readonly TextEdit[] | undefined;
}

/** A change in more places than this is read as a new text: each edit would make a document of its own. */
const mostEdits = 20;

/** What vscode-languageserver-textdocument does with texts lays each version out in memory as a whole, whoever reads of it. */
export function createDocuments(): Documents {
  const edits = new WeakMap<OpenDocument, readonly TextEdit[]>();
  const documents = new TextDocuments<OpenDocument>({
    create: (uri, _languageId, version, text) => toOpenDocument(uri, version, text),
    update(document, changes, version) {
      const made: TextEdit[] = [];
      let updated = document;
      for (const change of changes) {
        const edit = toEdit(change, updated);
        updated =
          edit === undefined ? toOpenDocument(document.uri, version, change.text) : applyEdit(updated, edit, version);
        if (edit !== undefined) made.push({ edit, text: updated.text, lines: updated.lines });
      }
      const current = { ...updated, version };
      if (made.length === changes.length && made.length <= mostEdits) edits.set(current, made);
      return current;
    },
  });
  return {
    documents,
    takeEdits(document) {
      const taken = edits.get(document);
      edits.delete(document);
      return taken;
    },
  };
}

function toOpenDocument(uri: string, version: number, text: string): OpenDocument {
  return { uri, version, text: PiecedText.from(text), lines: toLines(text) };
}

function applyEdit({ uri, text, lines }: OpenDocument, edit: Edit, version: number): OpenDocument {
  const edited = text.edited(edit);
  return { uri, version, text: edited, lines: lines.edited(edit, edited.whole(), edited) };
}

/** Undefined for a change that replaces the whole text. */
function toEdit(change: TextDocumentContentChangeEvent, document: OpenDocument): Edit | undefined {
  if (!('range' in change)) return undefined;
  const ends = [offsetAt(change.range.start, document), offsetAt(change.range.end, document)];
  const offset = Math.min(...ends);
  return { span: { offset, length: Math.max(...ends) - offset }, newText: change.text };
}

/** A place beyond the end of its line is that end, before the line break. */
function offsetAt(position: Position, { lines, text }: OpenDocument): number {
  const first = lines.offsetAt({ ...position, character: 0 });
  let offset = lines.offsetAt(position);
  while (offset > first && /[\r\n]/.test(text.slice(offset - 1, offset))) offset--;
  return offset;
}
