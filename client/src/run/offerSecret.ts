import { commands, window } from 'vscode';
import { LSPErrorCodes, ResponseError } from 'vscode-languageclient/node';
import type { NodeReference, NotSentData } from '../../../server/src/protocol';
import { withoutLinks } from '../plainText';

/** Where a run was not sent for want of an environment value, says so and offers to set it as a secret. Gives whether it did. */
export function offerSecret(error: unknown, { uri }: NodeReference): boolean {
  if (!(error instanceof ResponseError) || error.code !== LSPErrorCodes.RequestFailed) return false;
  const { missing = [] }: Partial<NotSentData> = error.data ?? {};
  const name = missing.map((written) => /^\{\{(.*)\}\}$/.exec(written)?.[1]).find((found) => found !== undefined);
  if (name === undefined) return false;
  void offer(error.message, uri, name);
  return true;
}

async function offer(message: string, uri: string, name: string): Promise<void> {
  const set = `Set {{${name}}} as a Secret…`;
  const choose = 'Select Environment…';
  const picked = await window.showWarningMessage(withoutLinks(message), set, choose);
  if (picked === set) await commands.executeCommand('flowLens.setSecret', uri, name);
  if (picked === choose) await commands.executeCommand('flowLens.selectEnvironment');
}
