import type { Connection, ServerCapabilities } from 'vscode-languageserver';
import type { Client } from './client';
import { jsonCapabilities, registerJson } from './jsonHandlers';
import { navigationCapabilities, registerNavigation } from './navigation';
import type { Session } from './session';

/** What the server answers while somebody reads or edits a flow, a line for each family of requests. */
export function languageCapabilities(client: Client): ServerCapabilities {
  return {
    ...jsonCapabilities(client),
    ...navigationCapabilities,
  };
}

export function registerLanguageFeatures(connection: Connection, session: () => Session): void {
  registerJson(connection, session);
  registerNavigation(connection, session);
}
