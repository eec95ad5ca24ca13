import { type CancellationToken, Uri, window } from 'vscode';
import { withoutIcons } from '#core/model/quote';
import type {
  AskParams,
  AskResult,
  ConsentParams,
  ConsentResult,
  SecretParams,
  SecretResult,
} from '../../server/src/protocol';
import type { Approvals, ApprovedOrigin } from './secrets/approvals';
import { secretFolder } from './secrets/secretName';
import type { SecretStore } from './secrets/secretStore';

/** What the server may ask the person. The token is the server's: when it fires, the question goes away unanswered. */
export interface Questions {
  consent(params: ConsentParams, token: CancellationToken): Promise<ConsentResult>;
  ask(params: AskParams, token: CancellationToken): Promise<AskResult>;
  /** Nobody is asked: it is what was typed in before. */
  secret(params: SecretParams): Promise<SecretResult>;
}

/** VS Code has one quick input, and a second question would answer the first with no: questions wait for each other. */
export function createQuestions(secrets: SecretStore, approvals: Approvals): Questions {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(question: () => Promise<T>): Promise<T> => {
    const answer = last.then(question);
    last = answer.catch(() => undefined);
    return answer;
  };
  return {
    consent: (params, token) => inTurn(() => askUnlessApproved(params, token, approvals)),
    ask: (params, token) => inTurn(() => askForValue(params, token)),
    secret: async ({ uri, ...named }) =>
      (await secrets.get({ ...named, folder: secretFolder(Uri.parse(uri)) })) ?? null,
  };
}

/** What a secret was approved for once is not asked again, until the person takes it back. */
async function askUnlessApproved(
  params: ConsentParams,
  token: CancellationToken,
  approvals: Approvals,
): Promise<ConsentResult> {
  const approved = toApproved(params);
  if (approved !== undefined && approvals.has(approved)) return true;
  const yes = await askForConsent(params, token);
  if (yes && approved !== undefined) await approvals.add(approved);
  return yes;
}

function toApproved({ uri, approval }: ConsentParams): ApprovedOrigin | undefined {
  if (approval === undefined) return undefined;
  const { secret: name, origin, environment } = approval;
  return { folder: secretFolder(Uri.parse(uri)), environment, name, origin };
}

/** A quick pick rather than a modal dialog: a cancelled run takes its question with it. */
async function askForConsent(params: ConsentParams, token: CancellationToken): Promise<ConsentResult> {
  if (token.isCancellationRequested) return false;
  const yes = { label: withoutIcons(params.confirm), description: withoutIcons(params.node) };
  const no = { label: 'Cancel', description: 'Send nothing' };
  const options = { title: params.message, placeHolder: 'Nothing is sent before you choose', ignoreFocusOut: true };
  const picked = await window.showQuickPick([yes, no], options, token);
  return picked === yes && !token.isCancellationRequested;
}

async function askForValue(params: AskParams, token: CancellationToken): Promise<AskResult> {
  if (token.isCancellationRequested) return null;
  const value = await window.showInputBox(
    {
      title: `${params.node} needs a value for [[${params.variable}]]`,
      prompt: params.sensitive
        ? 'The value is used for this run and not remembered'
        : 'The flow gives it no example, and no run before this one gave it a value',
      ...(params.suggestion === undefined ? {} : { value: params.suggestion }),
      password: params.sensitive,
      ignoreFocusOut: true,
    },
    token,
  );
  return token.isCancellationRequested ? null : (value ?? null);
}
