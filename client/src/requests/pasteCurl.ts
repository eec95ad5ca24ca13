import { env, window } from 'vscode';
import { isCurlCommand } from '#core/curl/isCurlCommand';
import type { Server } from '../server';
import { addToFlow } from './addToFlow';
import { findFlowPlace } from './flowPlace';

/**
 * Adds the request of a curl command to the flow in the active editor, or as a new flow. Rejects as the server's requests do.
 *
 * @param uri of the editor whose menu was used
 * @param given the command; left out, it is in the clipboard
 */
export async function pasteCurl(server: Server, uri: unknown, given: unknown): Promise<void> {
  const command = typeof given === 'string' ? given : await env.clipboard.readText();
  if (!isCurlCommand(command)) {
    void window.showInformationMessage('There is no curl command in the clipboard: copy one, then try again');
    return;
  }
  const place = findFlowPlace(uri);
  await addToFlow(await server.request('flowLens/pasteCurl', { ...place, command }));
}
