import {
  type Connection,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
} from 'vscode-languageserver';
import { toLabel } from '#core/request/runLabel';
import type { LensCommands } from '../features/codeLenses';
import type { NodeReference } from '../protocol';
import type { Evaluator } from '../run/evaluation';
import type { Client } from './client';
import { handlePreview, handleRun } from './runHandlers';
import type { Session } from './session';

/** For editors without our client: the commands that their lenses call. */
const own = {
  run: 'flowLens.server.runNode',
  cancel: 'flowLens.server.cancelRun',
  preview: 'flowLens.server.previewNode',
} as const satisfies LensCommands;

/** Our client registers its own: a command registered on both sides would stop it from starting. */
const ofClient: LensCommands = {
  run: 'flowLens.runNode',
  cancel: 'flowLens.cancelRun',
  preview: 'flowLens.previewRequest',
};

export const serverCommands: readonly string[] = Object.values(own);

export function commandsFor(client: Client): LensCommands {
  return client.features.size === 0 ? own : ofClient;
}

/** Each takes the URI of the document and the id of the node. What comes of a run is also said in a message. */
export function registerServerCommands(connection: Connection, session: () => Session, evaluator: Evaluator): void {
  connection.onExecuteCommand(async ({ command, arguments: given, workDoneToken }, token) => {
    const reference = toReference(given);
    switch (command) {
      case own.run: {
        const params = workDoneToken === undefined ? reference : { ...reference, workDoneToken };
        const result = await handleRun(session(), evaluator, params, token);
        const message = `${reference.node}: ${toLabel(result)}`;
        void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
        return result;
      }
      case own.cancel:
        return session().runs.cancel(reference);
      case own.preview:
        return handlePreview(session(), reference);
      default:
        throw new ResponseError(LSPErrorCodes.RequestFailed, `There is no command ${command}`);
    }
  });
}

function toReference(given: readonly unknown[] | undefined): NodeReference {
  const [uri, node] = given ?? [];
  if (typeof uri === 'string' && typeof node === 'string') return { uri, node };
  throw new ResponseError(LSPErrorCodes.RequestFailed, 'The command takes the URI of a document and the id of a node');
}
