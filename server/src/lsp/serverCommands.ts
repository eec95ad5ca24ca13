import {
  type Connection,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
} from 'vscode-languageserver';
import { toLabel } from '#core/request/runLabel';
import { toRequestText } from '#core/request/toRequestText';
import type { LensCommands } from '../features/codeLenses';
import type { NodeReference, NotSentData } from '../protocol';
import type { Evaluator } from '../run/evaluation';
import type { Client } from './client';
import { loadRuns } from './loadRuns';
import type { Session } from './session';

/** For editors without our client: the commands that their lenses call. */
const own = {
  run: 'flowLens.server.runNode',
  cancel: 'flowLens.server.cancelRun',
  preview: 'flowLens.server.previewNode',
  drawsIcons: false,
} as const satisfies LensCommands;

/** Our client registers its own: a command registered on both sides would stop it from starting. */
const ofClient: LensCommands = {
  run: 'flowLens.runNode',
  cancel: 'flowLens.cancelRun',
  preview: 'flowLens.previewRequest',
  drawsIcons: true,
};

export const serverCommands: readonly string[] = [own.run, own.cancel, own.preview];

export function commandsFor(client: Client): LensCommands {
  return client.isOurs ? ofClient : own;
}

/** Each takes the URI of the document and the id of the node. What comes of it is also said in a message: few editors show results. */
export function registerServerCommands(connection: Connection, session: () => Session, evaluator: Evaluator): void {
  const say = (type: MessageType, message: string): void => {
    void connection.sendNotification(ShowMessageNotification.type, { type, message });
  };
  connection.onExecuteCommand(async ({ command, arguments: given, workDoneToken }, token) => {
    const reference = toReference(given);
    const { handlePreview, handleRun } = await loadRuns();
    try {
      switch (command) {
        case own.run: {
          const params = workDoneToken === undefined ? reference : { ...reference, workDoneToken };
          const result = await handleRun(session(), evaluator, params, token);
          say(MessageType.Info, `${reference.node}: ${toLabel(result)}`);
          return result;
        }
        case own.cancel:
          return session().runs.cancel(reference);
        case own.preview: {
          const preview = await handlePreview(session(), reference);
          say(MessageType.Info, cut(toRequestText(preview)));
          return preview;
        }
      }
    } catch (error) {
      // Some editors keep an error for themselves. Who has said no, or has cancelled, knows.
      if (isRefusal(error)) say(MessageType.Warning, `${reference.node}: ${error.message}`);
      throw error;
    }
    throw new ResponseError(LSPErrorCodes.RequestFailed, `There is no command ${command}`);
  });
}

/** UTF-16 code units: a message stands over the text, and goes away with a key. */
const longestMessage = 2000;

function cut(text: string): string {
  return text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
}

function isRefusal(error: unknown): error is ResponseError<NotSentData> {
  return error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed && !error.data?.declined;
}

function toReference(given: readonly unknown[] | undefined): NodeReference {
  const [uri, node] = given ?? [];
  if (typeof uri === 'string' && typeof node === 'string') return { uri, node };
  throw new ResponseError(LSPErrorCodes.RequestFailed, 'The command takes the URI of a document and the id of a node');
}
