import { homedir } from 'node:os';
import { join } from 'node:path';
import { Uri, window } from 'vscode';
import type { NodeReference, SavableBody } from '../../../server/src/protocol';
import { withoutLinks } from '../plainText';
import type { Server } from '../server';
import { describeMissing } from '../view/responseDocuments';
import { withProgress } from '../withProgress';

/** Asks where to, and has the server write the body of the node's last response there. Rejects as the server's requests do. */
export async function saveResponseBody(server: Server, node: NodeReference): Promise<void> {
  const body = await withProgress('Looking for secrets in the body', (token) =>
    server.request('flowLens/savableBody', node, token),
  );
  if (body === null) {
    void window.showInformationMessage(withoutLinks(describeMissing(node)));
    return;
  }
  if (body.holdsSecret && !(await confirmSecret(node))) return;
  const target = await chooseTarget(body);
  if (target === undefined) return;
  await withProgress('Saving the body', (token) =>
    server.request('flowLens/saveBody', { ...node, id: body.id, target: target.toString() }, token),
  );
  const cut = body.isCut ? ', which is not all of it: the response ended too early, or was too long' : '';
  void window.showInformationMessage(withoutLinks(`The body was saved to ${target.fsPath}${cut}`));
}

async function confirmSecret({ node }: NodeReference): Promise<boolean> {
  const confirm = 'Save with Secret';
  const detail = 'It is written as it was received. What Flow Lens shows hides the secret, the file does not.';
  const message = `The body that "${node}" received holds a secret. Save it all the same?`;
  return (await window.showWarningMessage(message, { modal: true, detail }, confirm)) === confirm;
}

/** Not beside the flow: a body as it was received has no place in a repository unless a person puts it there. */
async function chooseTarget({ name }: SavableBody): Promise<Uri | undefined> {
  const defaultUri = Uri.file(join(homedir(), name));
  const target = await window.showSaveDialog({ defaultUri, title: 'Save Response Body', saveLabel: 'Save Body' });
  if (target === undefined || target.scheme === 'file') return target;
  void window.showWarningMessage('A body can only be saved to a file on the machine that runs Flow Lens');
  return undefined;
}
