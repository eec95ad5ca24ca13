import type { Connection, ServerCapabilities } from 'vscode-languageserver';
import { inlayHints } from '../features/inlayHints';
import { projectOf } from '../workspace/workspace';
import type { Session } from './session';

export function inlayHintCapabilities(): ServerCapabilities {
  return { inlayHintProvider: true };
}

export function registerInlayHints(connection: Connection, session: () => Session): void {
  connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }) => {
    const { analyses, configured, workspace } = session();
    await configured;
    const document = analyses.find(uri)?.document;
    return document && inlayHints(document, range, projectOf(workspace, uri), session().settings.inlayHints);
  });
}
