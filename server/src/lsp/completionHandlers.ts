import type { Connection, ServerCapabilities } from 'vscode-languageserver';
import type { JsonLanguage } from '../features/jsonLanguage';
import { loadCursorFeatures } from './loadCursorFeatures';
import type { Session } from './session';

/** Quotes begin keys and values, colons and blanks come before values, and doubled brackets open placeholders. */
export function completionCapabilities(): ServerCapabilities {
  return { completionProvider: { triggerCharacters: ['"', ':', ' ', '[', '{'] } };
}

export function registerCompletion(connection: Connection, session: () => Session, json: JsonLanguage): void {
  connection.onCompletion(async (params) => (await loadCursorFeatures()).findCompletions(session(), params, json));
}
