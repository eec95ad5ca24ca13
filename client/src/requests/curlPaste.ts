import {
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  type DocumentPasteEditProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import { isCurlCommand } from '#core/curl/isCurlCommand';
import type { AddedRequests } from '../../../server/src/protocol';
import type { Server } from '../server';
import { tell } from './addToFlow';
import { toEdit } from './toEdit';

/** What the editor sorts the paste by. */
export const pasteKind = DocumentDropOrPasteEditKind.Text.append('flowLens', 'curl');

/** A paste that knows what a person is to be told of it. */
class CurlPaste extends DocumentPasteEdit {
  constructor(readonly added: AddedRequests) {
    super('', 'Paste cURL as API Integration Node', pasteKind);
    this.additionalEdit = toEdit(added.edit);
  }
}

/** Pastes a curl command as a node, where the cursor is in no string: there it is a text like any other. */
export function createPasteProvider(server: Server): DocumentPasteEditProvider<CurlPaste> {
  return {
    async provideDocumentPasteEdits(document, [range, ...others], data, _context, token) {
      const command = await data.get('text/plain')?.asString();
      if (command === undefined || !isCurlCommand(command) || range === undefined || others.length > 0) return [];
      if (isInString(document, range.start)) return [];
      const { line, character } = range.start;
      const params = { uri: document.uri.toString(), position: { line, character }, command };
      try {
        return [new CurlPaste(await server.request('flowLens/pasteCurl', params, token))];
      } catch {
        // It is pasted as the text that it is, and the command says why it can't be read.
        return [];
      }
    },
    resolveDocumentPasteEdit(edit) {
      void tell(edit.added);
      return edit;
    },
  };
}

/** A string of JSON ends on the line that it begins on: the quotes before the cursor tell. */
function isInString(document: TextDocument, { line, character }: Position): boolean {
  const before = document.lineAt(line).text.slice(0, character);
  return (before.replaceAll(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1;
}
