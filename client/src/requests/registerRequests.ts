import { commands, type Disposable, languages } from 'vscode';
import { reportFailure } from '../run/reportFailure';
import type { Server } from '../server';
import { addOperations } from './addOperations';
import { createPasteProvider, pasteKind } from './curlPaste';
import { pasteCurl } from './pasteCurl';

/** What brings requests from elsewhere into flows. */
export function registerRequests(server: Server): readonly Disposable[] {
  return [
    commands.registerCommand('flowLens.pasteCurl', (uri?: unknown, command?: unknown) =>
      pasteCurl(server, uri, command).catch((error: unknown) => reportFailure(error, 'Pasting the command')),
    ),
    commands.registerCommand('flowLens.addOperations', (uri?: unknown, description?: unknown) =>
      addOperations(server, uri, description).catch((error: unknown) => reportFailure(error, 'Adding endpoints')),
    ),
    languages.registerDocumentPasteEditProvider(
      { language: 'flow-json', pattern: '**/*.flow.json' },
      createPasteProvider(server),
      { providedPasteEditKinds: [pasteKind], pasteMimeTypes: ['text/plain'] },
    ),
  ];
}
