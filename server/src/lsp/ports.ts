import type { CancellationToken } from 'vscode-languageserver';
import * as protocol from '../protocol';
import type { Evaluator } from '../run/evaluation';
import { exchange } from '../run/exchange';
import type { Question } from '../run/gates';
import type { RunPorts, RunRequest } from '../run/runRequest';
import type { Session } from './session';

/** The engine's ways out, for one run: questions go to the client, by what it has said that it answers. */
export function createPorts(
  session: Session,
  request: RunRequest,
  evaluator: Evaluator,
  signal: AbortSignal,
  token: CancellationToken,
): RunPorts {
  const { bodies, client, connection, runs } = session;
  const node = request.node.id;
  return {
    signal,
    exchange,
    evaluator,
    pool: runs.pool,
    spill: bodies,
    consent: async (question) => {
      const approval = findApproval(request, question);
      if (approval !== undefined && runs.approved.has(approval)) return true;
      const yes = await untilAborted(askConsent(session, node, question, token), signal, false);
      if (yes && approval !== undefined) runs.approved.add(approval);
      return yes;
    },
    ask: async (variable, sensitive) => {
      if (!client.features.has('ask')) return undefined;
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

/**
 * What a yes is remembered by until the server ends: a secret of one flow's environment, for one origin. Undefined for what is
 * asked every time: all other questions, and a secret that would go over the network without encryption.
 */
function findApproval({ document, environment }: RunRequest, question: Question): string | undefined {
  if (question.kind !== 'secret' || question.origin.startsWith('http:')) return undefined;
  return JSON.stringify([document.uri, environment, question.secret, question.origin]);
}

async function askConsent(
  session: Session,
  node: string,
  question: Question,
  token: CancellationToken,
): Promise<boolean> {
  const { message, confirm } = question;
  if (session.client.features.has('consent')) {
    const params: protocol.ConsentParams = { node, message, confirm };
    return session.connection.sendRequest<protocol.ConsentResult>(protocol.consent, params, token);
  }
  const { window } = session.connection;
  const picked = await window.showWarningMessage(`${node}: ${message}`, { title: confirm }, { title: 'Cancel' });
  return picked?.title === confirm;
}

/** An answer that comes after the cancel, or fails because of it, is dropped. */
async function untilAborted<T>(answer: Promise<T>, signal: AbortSignal, otherwise: T): Promise<T> {
  if (signal.aborted) return otherwise;
  return new Promise((resolve, reject) => {
    const give = (): void => resolve(otherwise);
    signal.addEventListener('abort', give, { once: true });
    answer
      .then(resolve, (error: unknown) => (signal.aborted ? give() : reject(error)))
      .finally(() => signal.removeEventListener('abort', give));
  });
}
