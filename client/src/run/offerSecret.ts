import { Uri } from 'vscode';
import type { NodeReference } from '../../../server/src/protocol';
import { selectEnvironment, setSecret } from '../nextSteps';
import { notSentData } from '../requestFailure';
import { warn } from '../say';
import type { Server } from '../server';

/** Where a run was not sent for want of an environment value, says so and offers to set it. Gives whether it did. */
export function offerSecret(server: Server, error: unknown, { uri }: NodeReference): boolean {
  const { missing = [] } = notSentData(error) ?? {};
  const name = missing.map((written) => /^\{\{(.*)\}\}$/.exec(written)?.[1]).find((found) => found !== undefined);
  if (name === undefined) return false;
  void offer(server, error instanceof Error ? error.message : String(error), uri, name);
  return true;
}

/** Where there are environments and none is in use, the value is most likely in one of them. */
async function offer(server: Server, message: string, uri: string, name: string): Promise<void> {
  const set = setSecret(Uri.parse(uri), name);
  const { names, active } = await server.request('flowLens/environments', { uri }).catch(() => noEnvironments);
  if (active === null && names.length > 0) await warn(message, selectEnvironment, set);
  else await warn(message, set, selectEnvironment);
}

const noEnvironments = { names: [], active: null };
