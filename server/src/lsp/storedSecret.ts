import type { CancellationToken } from 'vscode-languageserver';
import * as protocol from '../protocol';
import type { RunRequest } from '../run/runRequest';
import type { Session } from './session';

/** Asks the client, which keeps secrets for its person; one that keeps none has none. */
export async function findStoredSecret(
  { client, connection }: Session,
  { document, environment }: Pick<RunRequest, 'document' | 'environment'>,
  name: string,
  token?: CancellationToken,
): Promise<string | undefined> {
  if (!client.features.has('secret')) return undefined;
  const params: protocol.SecretParams = { uri: document.uri, environment, name };
  return (await connection.sendRequest<protocol.SecretResult>(protocol.secret, params, token)) ?? undefined;
}
