import { commands, type Uri } from 'vscode';
import type { NodeReference } from '../../server/src/protocol';
import type { NextStep } from './say';

/*
 * Steps that messages offer. Each is a command of ours or of VS Code's, so that a button does what the palette does.
 */

export const showOutput = toStep('Show Output', 'flowLens.showOutput');
export const showProblems = toStep('Show Problems', 'workbench.actions.view.problems');
export const newFlow = toStep('New Flow Definition', 'flowLens.newFlow');
export const openExample = toStep('Open Example', 'flowLens.openExample');
export const openFolder = toStep('Open Folder…', 'vscode.openFolder');
export const manageTrust = toStep('Manage Workspace Trust', 'workbench.trust.manage');
export const selectEnvironment = toStep('Select Environment…', 'flowLens.selectEnvironment');
export const showRunHistory = toStep('Show Run History', 'flowLens.showRunHistory');
/** Of the flow in the active editor. */
export const runNodeInView = toStep('Run Node', 'flowLens.runNode');

export function runNode({ uri, node }: NodeReference, title = 'Run Node'): NextStep {
  return toStep(title, 'flowLens.runNode', uri, node);
}

/** Without a node, it is the only run there is, or the one that the person picks. */
export function cancelRun(node?: NodeReference): NextStep {
  return toStep('Cancel Run', 'flowLens.cancelRun', node?.uri, node?.node);
}

export function previewRequest({ uri, node }: NodeReference): NextStep {
  return toStep('Preview Request', 'flowLens.previewRequest', uri, node);
}

export function saveBody({ uri, node }: NodeReference): NextStep {
  return toStep('Save Elsewhere…', 'flowLens.saveResponseBody', uri, node);
}

/** Of a flow, where one is given, and by the name it is missed under. */
export function setSecret(flow?: Uri, name?: string): NextStep {
  const title = name === undefined ? 'Set Secret…' : `Set {{${name}}} as a Secret…`;
  return toStep(title, 'flowLens.setSecret', flow?.toString(), name);
}

export function openFile(uri: Uri): NextStep {
  return toStep('Open File', 'vscode.open', uri);
}

/** Our own settings, those whose names or descriptions hold `words`. */
export function openSettings(words: string): NextStep {
  return toStep('Open Settings', 'workbench.action.openSettings', `@ext:flow-lens.flow-lens ${words}`);
}

function toStep(title: string, command: string, ...given: readonly unknown[]): NextStep {
  return { title, take: () => commands.executeCommand(command, ...given) };
}
