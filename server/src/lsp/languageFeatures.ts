import type { Connection, ServerCapabilities } from 'vscode-languageserver';
import { createJsonLanguage } from '../features/jsonLanguage';
import type { Client } from './client';
import { codeActionCapabilities, registerCodeActions } from './codeActionHandlers';
import { completionCapabilities, registerCompletion } from './completionHandlers';
import { inlayHintCapabilities, registerInlayHints } from './inlayHints';
import { jsonCapabilities, registerJson } from './jsonHandlers';
import { navigationCapabilities, registerNavigation } from './navigation';
import { registerRename, renameCapabilities } from './renameHandlers';
import { registerSemanticTokens, semanticTokensCapabilities } from './semanticTokens';
import type { Session } from './session';
import { registerText, textCapabilities } from './textHandlers';

/** What the server answers while somebody reads or edits a flow, a line for each family of requests. */
export function languageCapabilities(client: Client): ServerCapabilities {
  return {
    ...jsonCapabilities(client),
    ...codeActionCapabilities(client),
    ...renameCapabilities(client),
    ...navigationCapabilities,
    ...completionCapabilities(),
    ...textCapabilities(client),
    ...semanticTokensCapabilities(),
    ...inlayHintCapabilities(),
  };
}

export function registerLanguageFeatures(connection: Connection, session: () => Session): void {
  const json = createJsonLanguage();
  registerJson(connection, session, json);
  registerCodeActions(connection, session);
  registerRename(connection, session);
  registerNavigation(connection, session);
  registerCompletion(connection, session, json);
  registerText(connection, session);
  registerSemanticTokens(connection, session);
  registerInlayHints(connection, session);
}
