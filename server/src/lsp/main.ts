import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createEvaluator } from '../run/evaluation';
import { createArrivals } from './arrivals';
import { registerHandlers } from './connection';

/** Serves one client over the transport that the arguments name: `--stdio`, or `--node-ipc` from VS Code. */
export function startServer(): void {
  const arrivals = createArrivals();
  const connection = createConnection(ProposedFeatures.all, { messageStrategy: arrivals.messageStrategy });
  const evaluator = createEvaluator(join(__dirname, 'worker.js'));
  registerHandlers(connection, evaluator, arrivals);
  connection.onExit(() => evaluator.dispose());
  endBySignal();
  connection.listen();
}

/** A signal ends the process like any other end: what is to be deleted then is. */
function endBySignal(): void {
  for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }))
    process.once(signal, () => process.exit(128 + number));
}
