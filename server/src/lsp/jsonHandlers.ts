import type { Connection } from 'vscode-languageserver';
import type { FlowDocument } from '#core/model/document';
import { createJsonLanguage } from '../features/jsonLanguage';
import type { Session } from './session';

/** Completion, hover, formatting, folding, outline and selection: all by the schema and the tree. */
export const jsonCapabilities = {
  completionProvider: { triggerCharacters: ['"', ':', ' '] },
  hoverProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  foldingRangeProvider: true,
  documentSymbolProvider: true,
  selectionRangeProvider: true,
};

export function registerJson(connection: Connection, session: () => Session): void {
  const json = createJsonLanguage();
  const find = (uri: string): FlowDocument | undefined => session().analyses.find(uri)?.document;
  const ask = <T>(uri: string, question: Parameters<typeof json.ask<T>>[1]): T | undefined => {
    const document = find(uri);
    return document === undefined ? undefined : json.ask(document, question);
  };

  connection.onCompletion(({ textDocument, position }) =>
    ask(textDocument.uri, (service, text, tree) => service.doComplete(text, position, tree)),
  );
  connection.onHover(({ textDocument, position }) =>
    ask(textDocument.uri, (service, text, tree) => service.doHover(text, position, tree)),
  );
  connection.onDocumentFormatting(({ textDocument, options }) =>
    ask(textDocument.uri, (service, text) => service.format(text, undefined, options)),
  );
  connection.onDocumentRangeFormatting(({ textDocument, range, options }) =>
    ask(textDocument.uri, (service, text) => service.format(text, range, options)),
  );
  connection.onFoldingRanges(({ textDocument }) =>
    ask(textDocument.uri, (service, text) => service.getFoldingRanges(text)),
  );
  connection.onDocumentSymbol(({ textDocument }) =>
    ask(textDocument.uri, (service, text, tree) => service.findDocumentSymbols2(text, tree)),
  );
  connection.onSelectionRanges(({ textDocument, positions }) =>
    ask(textDocument.uri, (service, text, tree) => service.getSelectionRanges(text, positions, tree)),
  );
}
