import { homedir } from 'node:os';
import { join } from 'node:path';
import { Uri, window } from 'vscode';
import type { NodeReference, SavableBody } from '../../../server/src/protocol';
import { openFile, runNode, saveBody } from '../nextSteps';
import { say, warn } from '../say';
import type { Server } from '../server';
import { describeMissing } from '../view/responseDocuments';
import { withProgress } from '../withProgress';

/** Asks where to, and has the server write the body of the node's last response there. Rejects as the server's requests do. */
export async function saveResponseBody(server: Server, node: NodeReference): Promise<void> {
  const body = await withProgress('Looking for secrets in the body', (token) =>
    server.request('flowLens/savableBody', node, token),
  );
  if (body === null) {
    void say(describeMissing(node), runNode(node));
    return;
  }
  if (body.holdsSecret && !(await confirmSecret(node))) return;
  const target = await chooseTarget(body, node);
  if (target === undefined) return;
  await withProgress('Saving the body', (token) =>
    server.request('flowLens/saveBody', { ...node, id: body.id, target: target.toString() }, token),
  );
  const cut = body.isCut ? ', which is not all of it: the response ended too early, or was too long' : '';
  void say(`The body was saved to ${target.fsPath}${cut}`, openFile(target));
}

async function confirmSecret({ node }: NodeReference): Promise<boolean> {
  const confirm = 'Save with Secret';
  const detail = 'It is written as it was received. What Flow Lens shows hides the secret, the file does not.';
  const message = `The body that "${node}" received holds a secret. Save it all the same?`;
  return (await window.showWarningMessage(message, { modal: true, detail }, confirm)) === confirm;
}

/** Not beside the flow: a body as it was received has no place in a repository unless a person puts it there. */
async function chooseTarget({ name }: SavableBody, node: NodeReference): Promise<Uri | undefined> {
  const defaultUri = Uri.file(join(homedir(), name));
  const target = await window.showSaveDialog({ defaultUri, title: 'Save Response Body', saveLabel: 'Save Body' });
  if (target === undefined || target.scheme === 'file') return target;
  void warn('A body can only be saved to a file on the machine that runs Flow Lens', saveBody(node));
  return undefined;
}
