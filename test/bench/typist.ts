import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '#core/syntax/edit';
import { endOf } from '#core/syntax/span';
import type { LanguageServer } from '../support/languageServer';

/** Somebody who edits one file in an editor: keeps the text, and tells the server of each edit. */
export interface Typist {
  readonly text: string;
  /** Tells of an edit and waits for nothing. */
  type(edit: Edit): void;
  /** Tells of an edit. Gives the milliseconds until the diagnostics of the new version have come. */
  typeAndWait(edit: Edit): Promise<number>;
  diagnostics(): Promise<readonly Diagnostic[]>;
  /** Closes the file and opens its text anew, so that the server reads all of it again. */
  reopen(): Promise<void>;
}

/** Opens a text in the server, and waits until its diagnostics have come. */
export async function openText(server: LanguageServer, name: string, text: string): Promise<Typist> {
  const document = TextDocument.create(server.uri(name), 'flow-json', 1, text);
  await server.open(name, text);
  await server.diagnostics(name);
  const change = ({ span, newText }: Edit) => {
    const range = { start: document.positionAt(span.offset), end: document.positionAt(endOf(span)) };
    const changes = [{ range, text: newText }];
    TextDocument.update(document, changes, document.version + 1);
    return { textDocument: { uri: document.uri, version: document.version }, contentChanges: changes };
  };
  const tell = (params: ReturnType<typeof change>) =>
    server.connection.sendNotification('textDocument/didChange', params);
  return {
    get text() {
      return document.getText();
    },
    type: (edit) => void tell(change(edit)),
    async typeAndWait(edit) {
      const params = change(edit);
      const started = performance.now();
      void tell(params);
      await server.diagnostics(name);
      return performance.now() - started;
    },
    diagnostics: () => server.diagnostics(name),
    async reopen() {
      await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri: document.uri } });
      await server.open(name, document.getText());
    },
  };
}
