import type { CancellationToken } from 'vscode-languageserver';
import * as protocol from '../protocol';
import type { Evaluator } from '../run/evaluation';
import { exchange } from '../run/exchange';
import type { RunPorts, RunRequest } from '../run/runRequest';
import { untilAborted } from '../run/untilAborted';
import { askConsent } from './consent';
import type { Session } from './session';
import { findStoredSecret } from './storedSecret';

/** The engine's ways out, for one run: questions go to the client, by what it has said that it answers. */
export function createPorts(
  session: Session,
  request: RunRequest,
  evaluator: Evaluator,
  signal: AbortSignal,
  token: CancellationToken,
): RunPorts {
  const { bodies, client, connection, network, runs } = session;
  const node = request.node.id;
  return {
    signal,
    exchange: (sent, options) => exchange(sent, { ...options, network }),
    evaluator,
    pool: runs.pool,
    spill: bodies,
    consent: (question) => untilAborted(askConsent(session, request, question, token), signal, false),
    storedSecret: (name) => untilAborted(findStoredSecret(session, request, name, token), signal, undefined),
    ask: async (variable, sensitive) => {
      if (!client.features.has('ask') || !session.settings.promptForVariables) return undefined;
      const suggestion = sensitive ? undefined : runs.answers.get(variable);
      const params: protocol.AskParams = {
        node,
        variable,
        sensitive,
        ...(suggestion === undefined ? {} : { suggestion }),
      };
      const answer = await untilAborted(
        connection.sendRequest<protocol.AskResult>(protocol.ask, params, token),
        signal,
        null,
      );
      if (answer !== null && !sensitive) runs.answers.set(variable, answer);
      return answer ?? undefined;
    },
  };
}
