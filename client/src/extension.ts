import {
  commands,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { toLabel } from '#core/request/runLabel';
import type { InitializationOptions } from '../../server/src/protocol';
import { checkWorkspace } from './checkWorkspace';
import { createEnvironment, type Environment } from './environment/environment';
import { registerEnvironment } from './environment/registerEnvironment';
import { fixAll } from './fixAll';
import { registerGraph } from './graph/registerGraph';
import { registerHistory } from './history/commands';
import { newFlow } from './newFlow/newFlow';
import { createQuestions } from './questions';
import { registerRequests } from './requests/registerRequests';
import { type RunServices, registerRunCommands } from './run/commands';
import { reportFailure } from './run/reportFailure';
import { registerRunAllNodes } from './run/runAllCommand';
import { createRuns } from './run/runs';
import { createApprovals } from './secrets/approvals';
import { registerSecretCommands } from './secrets/commands';
import { createSecretStore } from './secrets/secretStore';
import { type CreateClient, type Server, startServer } from './server';
import { startEarly } from './serverProcess';
import { suppress } from './suppress';
import { createTraceChannel } from './traceChannel';
import { type BranchLine, createBranchLine } from './view/branchLine';
import { createRequestDocuments } from './view/requestDocuments';
import { createResponseDocuments } from './view/responseDocuments';
import { createFirstSteps, type FirstSteps } from './walkthrough/firstSteps';
import { watchFiles } from './watchFiles';

/** What `activate` gives to tests: VS Code has no way to read decorations back. */
export interface FlowLens extends Pick<BranchLine, 'drawnIn' | 'onDidDraw'> {
  /** The first start of the language server, which `activate` does not wait for. */
  readonly ready: Promise<void>;
}

const processes = startEarly();

export function activate(context: ExtensionContext): FlowLens {
  const output = window.createOutputChannel('Flow Lens', { log: true });
  const trace = createTraceChannel(output);
  const watchers = watchFiles();
  const serverUpdated = new EventEmitter<void>();
  const environment = createEnvironment(context.workspaceState);
  const secrets = createSecretStore(context.secrets, context.globalState);
  const approvals = createApprovals(context.globalState);
  const branchLine = createBranchLine(context.extensionUri);
  const firstSteps = createFirstSteps(context, environment, branchLine);
  const createClient: CreateClient = ({ createLanguageClient }) =>
    createLanguageClient({
      startProcess: processes.start,
      output,
      trace,
      watchers,
      questions: createQuestions(secrets, approvals),
      initializationOptions: () => toInitializationOptions(context, environment),
      onRunState: (state) => {
        branchLine.update(state);
        firstSteps.onRunState(state);
        runs.update(state);
      },
      onUpdate: () => serverUpdated.fire(),
    });
  const server = startServer(processes, createClient, output);
  const runServices = createRunServices(server, output, firstSteps);
  const { runs, responses, requests } = runServices;

  context.subscriptions.push(
    // In this order they are disposed of: who writes to the output goes before it.
    server,
    trace,
    output,
    ...watchers,
    serverUpdated,
    environment,
    approvals,
    branchLine,
    runs,
    responses,
    requests,
    server.onDidStart(branchLine.clear),
    server.onDidEnd(branchLine.clear),
    ...registerEnvironment(server, environment, serverUpdated.event),
    workspace.onDidGrantWorkspaceTrust(() => server.notify('flowLens/trust', { trusted: true })),
    ...registerRunCommands(runServices),
    ...registerSecretCommands({ server, secrets, approvals }),
    ...registerRunAllNodes(runServices),
    ...registerHistory(server, runs),
    ...registerGraph(server, context.extensionUri),
    ...firstSteps.register(server),
    ...registerFileCommands(server),
    ...registerRequests(server),
    commands.registerCommand('flowLens.showOutput', () => output.show()),
    commands.registerCommand('flowLens.restartServer', server.restart),
  );
  return { ready: server.ready, drawnIn: (uri: Uri) => branchLine.drawnIn(uri), onDidDraw: branchLine.onDidDraw };
}

function createRunServices(server: Server, output: LogOutputChannel, { onDidRun }: FirstSteps): RunServices {
  return {
    server,
    runs: createRuns(),
    responses: createResponseDocuments(server),
    requests: createRequestDocuments(server),
    onDidRun: (result, node) => {
      output.info(`${node.node}: ${toLabel(result)}`);
      onDidRun(result, node);
    },
  };
}

/** The commands about flows as files. */
function registerFileCommands(server: Server): readonly Disposable[] {
  return [
    commands.registerCommand('flowLens.newFlow', () =>
      newFlow(server).catch((error) => reportFailure(error, 'The new flow')),
    ),
    commands.registerCommand('flowLens.fixAll', fixAll),
    commands.registerCommand('flowLens.checkWorkspace', () => checkWorkspace(server)),
    commands.registerCommand('flowLens.suppress', (finding) => suppress(server, finding)),
  ];
}

/** Without a folder open there is no storage of a workspace: what is kept is then kept for all windows without one. */
function toInitializationOptions(
  { storageUri, globalStorageUri }: ExtensionContext,
  environment: Environment,
): InitializationOptions {
  const { scheme, fsPath } = storageUri ?? globalStorageUri;
  const storage = scheme === 'file' ? { storage: fsPath } : {};
  return { trusted: workspace.isTrusted, environment: environment.picked(), ...storage };
}
