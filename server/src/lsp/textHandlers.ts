import type { Connection, ServerCapabilities } from 'vscode-languageserver';
import type { FlowDocument } from '#core/model/document';
import { closePlaceholder, onTypeFormattingOptions } from '../features/onTypeFormatting';
import { selectionRanges } from '../features/selectionRanges';
import type { Client } from './client';
import type { Session } from './session';

/** Our own editor closes placeholders by its language configuration: two that close them would be one too many. */
export function textCapabilities({ isOurs }: Client): ServerCapabilities {
  return {
    selectionRangeProvider: true,
    ...(isOurs ? {} : { documentOnTypeFormattingProvider: onTypeFormattingOptions }),
  };
}

export function registerText(connection: Connection, session: () => Session): void {
  const find = (uri: string): FlowDocument | undefined => session().analyses.find(uri)?.document;
  connection.onSelectionRanges(({ textDocument, positions }) => {
    const document = find(textDocument.uri);
    return document && selectionRanges(document, positions);
  });
  connection.onDocumentOnTypeFormatting(({ textDocument, position }) => {
    const document = find(textDocument.uri);
    return document && closePlaceholder(document, position);
  });
}
