import {
  type Connection,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { FlowDocument } from '#core/model/document';
import { createJsonLanguage } from '../features/jsonLanguage';
import { flowFileSuffix } from '../workspace/findFlowFiles';
import type { Client } from './client';
import type { Session } from './session';

/** Completion, hover, formatting, folding and selection: all by the schema and the tree. */
export function jsonCapabilities({ registersFormatting }: Client): ServerCapabilities {
  const formatsAll = { documentFormattingProvider: true, documentRangeFormattingProvider: true };
  return {
    completionProvider: { triggerCharacters: ['"', ':', ' '] },
    hoverProvider: true,
    ...(registersFormatting ? {} : formatsAll),
    foldingRangeProvider: true,
    selectionRangeProvider: true,
  };
}

/** Formats flows alone: other JSON has a formatter already, and with two of them VS Code asks which one to use. */
export function registerFormatting({ client }: Connection): void {
  const options = { documentSelector: [{ pattern: `**/*${flowFileSuffix}` }] };
  void client.register(DocumentFormattingRequest.type, options).catch(() => undefined);
  void client.register(DocumentRangeFormattingRequest.type, options).catch(() => undefined);
}

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
  connection.onSelectionRanges(({ textDocument, positions }) =>
    ask(textDocument.uri, (service, text, tree) => service.getSelectionRanges(text, positions, tree)),
  );
}
