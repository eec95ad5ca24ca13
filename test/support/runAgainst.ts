import { runNode } from '../../server/src/run/runNode';
import type { RunOutcome, RunPorts } from '../../server/src/run/runRequest';
import type { FlowParts } from './flows';
import { portsWith, requestOf } from './runRequest';

/** Runs the API Integration node of a small flow over the network, as the lens and the command line do. */
export async function runAgainst(
  url: string,
  parts: FlowParts = {},
  ports: Partial<RunPorts> = {},
): Promise<RunOutcome> {
  return runNode(requestOf({ url, ...parts }), portsWith(ports));
}

/** How many turns of the event loop it takes at most until what is closing has been closed. */
const turns = 20;

/** Sockets, timers, look-ups and work on files that the process still holds once what is closing has been closed. */
export async function openHandles(): Promise<readonly string[]> {
  for (let turn = 0; ; turn++) {
    await new Promise((turned) => setImmediate(turned));
    const open = process
      .getActiveResourcesInfo()
      .filter((kind) => /^(?:TCPSocket|TCPConnect|TLS|GetAddrInfo|FS)|Timeout/.test(kind));
    if (open.length === 0 || turn === turns) return open;
  }
}
