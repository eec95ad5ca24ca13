import type { Connection, ServerCapabilities } from 'vscode-languageserver';
import type { Client } from './client';
import { codeActionCapabilities, registerCodeActions } from './codeActionHandlers';
import { jsonCapabilities, registerJson } from './jsonHandlers';
import { navigationCapabilities, registerNavigation } from './navigation';
import { registerRename, renameCapabilities } from './renameHandlers';
import type { Session } from './session';

/** What the server answers while somebody reads or edits a flow, a line for each family of requests. */
export function languageCapabilities(client: Client): ServerCapabilities {
  return {
    ...jsonCapabilities(client),
    ...codeActionCapabilities(client),
    ...renameCapabilities(client),
    ...navigationCapabilities,
  };
}

export function registerLanguageFeatures(connection: Connection, session: () => Session): void {
  registerJson(connection, session);
  registerCodeActions(connection, session);
  registerRename(connection, session);
  registerNavigation(connection, session);
}
