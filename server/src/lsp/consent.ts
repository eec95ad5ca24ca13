import type { CancellationToken } from 'vscode-languageserver';
import * as protocol from '../protocol';
import type { Question } from '../run/gates';
import type { RunRequest } from '../run/runRequest';
import { failed } from './runRequests';
import type { Session } from './session';

/** Asks the person, unless an earlier yes counts still. Rejects as the client's answer does. */
export async function askConsent(
  session: Session,
  request: RunRequest,
  question: Question,
  token: CancellationToken,
): Promise<boolean> {
  const { client, runs } = session;
  const remembersSecrets = client.features.has('consent');
  const key = question.kind === 'secret' && remembersSecrets ? undefined : findKey(request, question);
  if (key !== undefined && runs.approved.has(key)) return true;
  const ask = remembersSecrets ? askClient : askByMessage;
  const yes = await ask(session, request, question, token);
  if (yes && key !== undefined) runs.approved.add(key);
  return yes;
}

/**
 * What a yes is remembered by until the server ends: a secret for one origin, an unsafe method of an endpoint. Undefined for what
 * is asked every time.
 */
function findKey({ document, environment, found }: RunRequest, question: Question): string | undefined {
  if (question.kind === 'findings') return undefined;
  const { kind, origin } = question;
  if (question.kind === 'secret') {
    const { approvedAs } = question;
    return approvedAs === undefined ? undefined : JSON.stringify([kind, document.uri, environment, approvedAs, origin]);
  }
  const { document: home, endpoint } = found;
  return question.isGuarded
    ? undefined
    : JSON.stringify([kind, home.uri, endpoint.name, environment, question.method, origin]);
}

function askClient(
  { connection }: Session,
  { document, node, environment }: RunRequest,
  question: Question,
  token: CancellationToken,
): Promise<boolean> {
  const { message, confirm } = question;
  const approval =
    question.kind === 'secret' && question.approvedAs !== undefined
      ? { approval: { secret: question.approvedAs, origin: question.origin, environment } }
      : {};
  const params: protocol.ConsentParams = { uri: document.uri, node: node.id, message, confirm, ...approval };
  return connection.sendRequest<protocol.ConsentResult>(protocol.consent, params, token);
}

/** Rejects with RequestFailed where the client asks nobody. */
async function askByMessage({ connection }: Session, { node }: RunRequest, question: Question): Promise<boolean> {
  const { message, confirm } = question;
  const choices = [{ title: confirm }, { title: 'Cancel' }];
  const picked = await connection.window
    .showWarningMessage(`${node.id}: ${message}`, ...choices)
    .catch(() => Promise.reject(failed(`Nothing was sent: the editor can't ask "${message}"`)));
  return picked?.title === confirm;
}
