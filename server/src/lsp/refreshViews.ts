import { InlayHintRefreshRequest, SemanticTokensRefreshRequest } from 'vscode-languageserver';
import type { Session } from './session';

/** Tells the client to ask anew for what it draws in documents that did not change themselves, as far as it can be told. */
export function refreshViews({ client, connection }: Session): void {
  if (client.refreshesTokens) connection.sendRequest(SemanticTokensRefreshRequest.type).catch(() => undefined);
  if (client.refreshesHints) connection.sendRequest(InlayHintRefreshRequest.type).catch(() => undefined);
}
