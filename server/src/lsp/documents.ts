import { type TextDocumentContentChangeEvent, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '#core/syntax/edit';

/** One edit of a text, with the whole text that it leaves. */
export interface TextEdit {
  readonly edit: Edit;
  readonly text: string;
}

/** The documents that the editor has open, and how each came from its version before. */
export interface Documents {
  readonly documents: TextDocuments<TextDocument>;
  /** The edits of the last change, in order. Undefined for a document that was opened, or changed in too many places. */
  takeEdits(document: TextDocument): readonly TextEdit[] | undefined;
}

/** A change in more places than this is read as a new text: each edit would make a text of its own. */
const mostEdits = 20;

export function createDocuments(): Documents {
  const edits = new WeakMap<TextDocument, readonly TextEdit[]>();
  const documents = new TextDocuments({
    create: TextDocument.create,
    update(document, changes, version) {
      const updated = changes.length > mostEdits ? undefined : updateStepwise(document, changes, version);
      if (updated === undefined) TextDocument.update(document, changes, version);
      else edits.set(document, updated);
      return document;
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

/** Undefined, with nothing changed, where a change replaces the whole text. */
function updateStepwise(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): readonly TextEdit[] | undefined {
  if (!changes.every((change) => 'range' in change)) return undefined;
  return changes.map((change) => {
    const ends = [document.offsetAt(change.range.start), document.offsetAt(change.range.end)];
    const offset = Math.min(...ends);
    const span = { offset, length: Math.max(...ends) - offset };
    TextDocument.update(document, [change], version);
    return { edit: { span, newText: change.text }, text: document.getText() };
  });
}
