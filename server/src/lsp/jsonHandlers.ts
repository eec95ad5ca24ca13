import {
  type Connection,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { FlowDocument } from '#core/model/document';
import type { JsonLanguage } from '../features/jsonLanguage';
import { flowFileSuffix } from '../workspace/findFlowFiles';
import type { Client } from './client';
import { loadCursorFeatures } from './loadCursorFeatures';
import type { Session } from './session';

/** Hover, formatting and folding: by the schema and the tree, where nothing of ours knows better. */
export function jsonCapabilities({ registersFormatting }: Client): ServerCapabilities {
  const formatsAll = { documentFormattingProvider: true, documentRangeFormattingProvider: true };
  return {
    hoverProvider: true,
    ...(registersFormatting ? {} : formatsAll),
    foldingRangeProvider: true,
  };
}

/** Formats flows alone: other JSON has a formatter already, and with two of them VS Code asks which one to use. */
export function registerFormatting({ client }: Connection): void {
  const options = { documentSelector: [{ pattern: `**/*${flowFileSuffix}` }] };
  void client.register(DocumentFormattingRequest.type, options).catch(() => undefined);
  void client.register(DocumentRangeFormattingRequest.type, options).catch(() => undefined);
}

export function registerJson(connection: Connection, session: () => Session, json: JsonLanguage): void {
  const find = (uri: string): FlowDocument | undefined => session().analyses.find(uri)?.document;
  const ask = async <T>(uri: string, question: Parameters<typeof json.ask<T>>[1]): Promise<T | undefined> => {
    const document = find(uri);
    return document === undefined ? undefined : json.ask(document, question);
  };

  connection.onHover(async ({ textDocument: { uri }, position }) => {
    const { findHover } = await loadCursorFeatures();
    const askSchema = () => ask(uri, (service, text, tree) => service.doHover(text, position, tree));
    return findHover(session(), uri, position, askSchema);
  });
  connection.onDocumentFormatting(({ textDocument, options }) =>
    ask(textDocument.uri, (service, text) => service.format(text, undefined, options)),
  );
  connection.onDocumentRangeFormatting(({ textDocument, range, options }) =>
    ask(textDocument.uri, (service, text) => service.format(text, range, options)),
  );
  connection.onFoldingRanges(({ textDocument }) =>
    ask(textDocument.uri, (service, text) =>
      service.getFoldingRanges(text, { rangeLimit: session().client.mostFoldings }),
    ),
  );
}
