import type { Disposable, ExtensionContext } from 'vscode';
import type { NodeReference, RunNodeResult, RunStateParams } from '../../../server/src/protocol';
import type { Environment } from '../environment/environment';
import { createExampleApi } from '../example/exampleApi';
import { createExampleFiles } from '../example/exampleFiles';
import { offerExampleApi, registerExample } from '../example/registerExample';
import type { Server } from '../server';
import type { BranchLine } from '../view/branchLine';
import { createProgress } from './progress';
import { registerWalkthrough } from './registerWalkthrough';
import { createSteps } from './steps';

/** All that leads somebody new from an installed extension to a first run: the walkthrough, its example, and the API of that. */
export interface FirstSteps {
  /** What the server says of runs, which may be what a step waits for. */
  onRunState(state: RunStateParams): void;
  /** The result of a run, which may be of the example. */
  onDidRun(result: RunNodeResult, node: NodeReference): void;
  /** Registers the commands. What this gives disposes of everything. */
  register(server: Server): readonly Disposable[];
}

export function createFirstSteps(
  { extension, extensionUri, globalStorageUri }: ExtensionContext,
  environment: Environment,
  branchLine: BranchLine,
): FirstSteps {
  const progress = createProgress(environment);
  const example = { files: createExampleFiles(extensionUri, globalStorageUri), api: createExampleApi() };
  return {
    onRunState: progress.onRunState,
    onDidRun: (result, node) => void offerExampleApi(example, result, node),
    register: ({ ready }) => [
      progress,
      ...registerExample(example),
      ...registerWalkthrough(extension, createSteps(example, branchLine, ready)),
    ],
  };
}
