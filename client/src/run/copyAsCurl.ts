import { env, window } from 'vscode';
import type { CurlResult, NodeReference } from '../../../server/src/protocol';
import { previewRequest } from '../nextSteps';
import { say } from '../say';
import type { Server } from '../server';

/** How long the second copy is mentioned in the status bar, in milliseconds. */
const mention = 5000;

/** Copies the node's request as a cURL command, secrets hidden. Showing them is a choice of its own, for this one copy. */
export function copyAsCurl(server: Server): (node: NodeReference) => Promise<void> {
  return async (node) => {
    const curl = await server.request('flowLens/curl', node);
    await env.clipboard.writeText(curl.command);
    // Who has seen the message and leaves it there has got the copy.
    void offerSecrets(server, node, curl);
  };
}

async function offerSecrets(server: Server, node: NodeReference, copied: CurlResult): Promise<void> {
  const preview = previewRequest(node);
  if (!copied.hidden) return say(toMessage(node, copied), preview);
  const copyWithSecrets = async (): Promise<void> => {
    const revealed = await server.request('flowLens/curl', { ...node, reveal: true });
    await env.clipboard.writeText(revealed.command);
    window.setStatusBarMessage('Copied as cURL, with its secrets in plain text', mention);
  };
  await say(toMessage(node, copied), { title: 'Copy with Secrets', take: copyWithSecrets }, preview);
}

function toMessage({ node }: NodeReference, { hidden, missing, notes }: CurlResult): string {
  const have = missing.length === 1 ? 'has' : 'have';
  const remarks = [
    ...(hidden ? ['secrets are hidden in it'] : []),
    ...(missing.length > 0 ? [`${missing.join(', ')} ${have} no value`] : []),
    ...notes,
  ];
  return [`The request of "${node}" was copied as cURL`, ...remarks].join('; ');
}
