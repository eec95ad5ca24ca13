import type { ChildProcess } from 'node:child_process';
import { type FileSystemWatcher, type LogOutputChannel, workspace } from 'vscode';
import {
  IPCMessageReader,
  IPCMessageWriter,
  LanguageClient,
  type MessageTransports,
  RevealOutputChannelOn,
  type StaticFeature,
} from 'vscode-languageclient/node';
import * as protocol from '../../server/src/protocol';
import { createErrorHandler } from './errorHandler';
import { withUserHttpSettings } from './httpSettings';
import type { Questions } from './questions';
import { logOutputOf } from './serverProcess';

export { State } from 'vscode-languageclient/node';

/** What the client lends to the server. */
export interface ClientServices {
  /** Starts a process of the language server, or gives one that nobody has spoken to. */
  readonly startProcess: () => Promise<ChildProcess>;
  readonly output: LogOutputChannel;
  readonly trace: LogOutputChannel;
  readonly watchers: readonly FileSystemWatcher[];
  readonly questions: Questions;
  readonly initializationOptions: () => protocol.InitializationOptions;
  readonly onRunState: (params: protocol.RunStateParams) => void;
  /** Called once the server was told of changed files or has read the settings: what it says next follows from them. */
  readonly onUpdate: () => void;
}

/** A client of the language server, which runs in a process of its own. It is not started yet. */
export function createLanguageClient(services: ClientServices): LanguageClient {
  const { output, trace, watchers, questions, initializationOptions, onRunState, onUpdate } = services;
  const client: LanguageClient = new LanguageClient('flowLens', 'Flow Lens', () => connect(services), {
    // Without a scheme, so that a flow in a diff has its diagnostics too.
    documentSelector: [
      { language: 'flow-json', pattern: '**/*.flow.json' },
      { scheme: 'file', pattern: '**/http-client{.env,.private.env}.json' },
      { scheme: 'file', pattern: '**/flow-lens.config.json' },
    ],
    synchronize: { fileEvents: [...watchers] },
    initializationOptions,
    middleware: {
      workspace: {
        didChangeWatchedFile: async (event, tellServer) => {
          await tellServer(event);
          onUpdate();
        },
        configuration: async (params, token, read) => {
          // When this turn is over, the answer is on its way.
          setImmediate(onUpdate);
          const inspect = (name: string) => workspace.getConfiguration('http').inspect(name);
          return withUserHttpSettings(params.items, await read(params, token), inspect);
        },
        // Without the values, which the server asks for: among them would be what the workspace says of proxies.
        didChangeConfiguration: (_sections, tellServer) => tellServer(undefined),
      },
    },
    errorHandler: createErrorHandler(() => client),
    // Otherwise the library shows its own message about the same failure.
    initializationFailedHandler: () => false,
    outputChannel: output,
    traceOutputChannel: trace,
    // A request that fails is logged; a server that is gone is told all the same.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  });
  client.registerFeature(announceFeatures);
  client.onNotification(protocol.runState, onRunState);
  client.onRequest<protocol.ConsentResult, void>(protocol.consent, questions.consent);
  client.onRequest<protocol.AskResult, void>(protocol.ask, questions.ask);
  client.onRequest<protocol.SecretResult, void>(protocol.secret, questions.secret);
  return client;
}

async function connect(services: ClientServices): Promise<MessageTransports> {
  const server = await services.startProcess();
  logOutputOf(server, services.output);
  return { reader: new IPCMessageReader(server), writer: new IPCMessageWriter(server) };
}

const answered = [
  'runState',
  'consent',
  'secret',
  'ask',
  'trust',
  'suppress',
  'graph',
] as const satisfies readonly protocol.ClientFeature[];

const announceFeatures: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = { ...capabilities.experimental, flowLens: answered };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};
