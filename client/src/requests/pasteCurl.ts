import { commands, env } from 'vscode';
import { isCurlCommand } from '#core/curl/isCurlCommand';
import { say } from '../say';
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
  const again = { title: 'Try Again', take: () => commands.executeCommand('flowLens.pasteCurl', uri, given) };
  const command = typeof given === 'string' ? given : await env.clipboard.readText();
  if (!isCurlCommand(command)) {
    void say('There is no curl command in the clipboard: copy one first', again);
    return;
  }
  const place = findFlowPlace(uri);
  await addToFlow(await server.request('flowLens/pasteCurl', { ...place, command }), again);
}
