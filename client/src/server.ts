import { setImmediate } from 'node:timers/promises';
import { type CancellationToken, type Event, EventEmitter, type LogOutputChannel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import * as protocol from '../../server/src/protocol';
import { showWithOutput } from './run/reportFailure';
import type { ServerProcesses } from './serverProcess';

/** The requests of the client, each with what it takes and what it resolves with. */
export interface Requests {
  readonly 'flowLens/runNode': readonly [protocol.RunNodeParams, protocol.RunNodeResult];
  readonly 'flowLens/previewNode': readonly [protocol.NodeReference, protocol.PreviewNodeResult];
  readonly 'flowLens/curl': readonly [protocol.CurlParams, protocol.CurlResult];
  readonly 'flowLens/response': readonly [protocol.NodeReference, protocol.OpenResponseResult | null];
  readonly 'flowLens/history': readonly [protocol.ListHistoryParams, protocol.ListHistoryResult];
  readonly 'flowLens/historyRun': readonly [protocol.OpenHistoryRunParams, protocol.OpenResponseResult | null];
  readonly 'flowLens/clearHistory': readonly [protocol.ClearHistoryParams, protocol.ClearHistoryResult];
  readonly 'flowLens/savableBody': readonly [protocol.NodeReference, protocol.SavableBodyResult];
  readonly 'flowLens/saveBody': readonly [protocol.SaveBodyParams, null];
  readonly 'flowLens/checkWorkspace': readonly [protocol.CheckWorkspaceParams, protocol.CheckWorkspaceResult];
  readonly 'flowLens/suppress': readonly [protocol.SuppressParams, protocol.SuppressResult];
  readonly 'flowLens/flowDrafts': readonly [protocol.FlowDraftsParams, protocol.FlowDraftsResult];
  readonly 'flowLens/graph': readonly [protocol.GraphParams, protocol.GraphResult];
  readonly 'flowLens/exportGraph': readonly [protocol.ExportGraphParams, protocol.ExportGraphResult];
  readonly 'flowLens/pasteCurl': readonly [protocol.PasteCurlParams, protocol.PasteCurlResult];
  readonly 'flowLens/apiOperations': readonly [protocol.ApiOperationsParams, protocol.ApiOperationsResult];
  readonly 'flowLens/addOperations': readonly [protocol.AddOperationsParams, protocol.AddOperationsResult];
  readonly 'flowLens/environments': readonly [protocol.EnvironmentsParams, protocol.EnvironmentsResult];
}

/** The notifications of the client, each with what it takes. */
export interface Notifications {
  readonly 'flowLens/trust': protocol.TrustParams;
  readonly 'flowLens/selectEnvironment': protocol.SelectEnvironmentParams;
}

/** The language server as the rest of the client sees it. What is asked for while it starts waits until it runs. */
export interface Server {
  /** The first start. Rejects where the server did not come up. */
  readonly ready: Promise<void>;
  /** Fires when the server is ready, at first and after every restart: it then knows nothing of earlier runs. */
  readonly onDidStart: Event<void>;
  /** Fires when the server has ended by itself: what it was asked is rejected, and what it said of runs is over. */
  readonly onDidEnd: Event<void>;
  /** Fires with the URI of a flow whose picture is another one than was last asked for. */
  readonly onDidChangeGraph: Event<string>;
  /** Rejects with the server's `ResponseError`, or with another error where there is no server to ask. */
  request<M extends keyof Requests>(
    method: M,
    params: Requests[M][0],
    token?: CancellationToken,
  ): Promise<Requests[M][1]>;
  /** Dropped where there is no server: a new one learns the same from its `initializationOptions`. */
  notify<M extends keyof Notifications>(method: M, params: Notifications[M]): void;
  restart(): Promise<void>;
  dispose(): void;
}

/** Makes a client of the library, which is not started. */
export type CreateClient = (library: typeof import('./languageClient')) => LanguageClient;

/** Starts the server and keeps it replaceable: a client of the library whose start has failed can't be started again. */
export function startServer(processes: ServerProcesses, createClient: CreateClient, output: LogOutputChannel): Server {
  const started = new EventEmitter<void>();
  const ended = new EventEmitter<void>();
  const graphChanged = new EventEmitter<string>();
  const library = loadLibrary();
  let client: Promise<LanguageClient>;
  let stopping = false;

  const start = async (): Promise<void> => {
    client = library.then(createClient);
    client.catch((error: unknown) => showWithOutput(`The language server could not be started: ${error}`));
    stopping = false;
    const [created, { State }] = await Promise.all([client, library]);
    created.onNotification(protocol.graphChanged, ({ uri }: protocol.GraphChangedParams) => graphChanged.fire(uri));
    let hasEnded = false;
    created.onDidChangeState(({ oldState, newState }) => {
      if (newState === State.Running) {
        started.fire();
        if (hasEnded) sayIsBack();
        hasEnded = false;
      } else if (oldState === State.Running && !stopping) {
        hasEnded = true;
        ended.fire();
      }
      if (newState === State.StartFailed) processes.end();
    });
    return created.start();
  };
  const stop = async (): Promise<void> => {
    stopping = true;
    await client.then((created) => created.dispose()).catch((error: unknown) => output.warn(String(error)));
    processes.end();
  };

  const ready = start();
  // The library has told the person already.
  ready.catch(() => undefined);
  return {
    ready,
    onDidStart: started.event,
    onDidEnd: ended.event,
    onDidChangeGraph: graphChanged.event,
    request: async (method, params, token) => send(await client, method, params, token),
    notify: (method, params) => {
      client
        .then((created) => created.sendNotification(method, params))
        .catch((error: unknown) => output.warn(String(error)));
    },
    restart: async () => {
      await stop();
      await start();
    },
    dispose: () => {
      void stop();
      started.dispose();
      ended.dispose();
      graphChanged.dispose();
    },
  };
}

/** It is most of our code: VS Code goes on before it is loaded, while the server gets ready. */
async function loadLibrary(): Promise<typeof import('./languageClient')> {
  await setImmediate();
  return import('./languageClient');
}

/** Where it is not started again, the library says so. */
function sayIsBack(): void {
  void showWithOutput('The language server ended unexpectedly and was started again');
}

/** An undefined token would be sent as a second parameter. */
function send<M extends keyof Requests>(
  client: LanguageClient,
  method: M,
  params: Requests[M][0],
  token: CancellationToken | undefined,
): Promise<Requests[M][1]> {
  return token === undefined ? client.sendRequest(method, params) : client.sendRequest(method, params, token);
}
