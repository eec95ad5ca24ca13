import assert from 'node:assert/strict';
import { extensions } from 'vscode';
import type { FlowLens } from '../../client/src/extension';

/** Activates the extension, waits for its language server, and gives what it tells to tests. */
export async function activateFlowLens(): Promise<FlowLens> {
  const extension = extensions.getExtension<FlowLens>('flow-lens.flow-lens');
  assert.ok(extension, 'flow-lens.flow-lens is not installed');
  const flowLens = await extension.activate();
  await flowLens.ready;
  return flowLens;
}
