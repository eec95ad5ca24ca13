import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { ResponseContent } from '#core/request/exchange';
import { findFieldValue } from '#core/request/fieldNames';
import type { ShownResponse } from '#core/request/runResult';
import { suggestFileName } from '#core/response/suggestFileName';
import { quote } from '#core/rules/rule';
import * as protocol from '../protocol';
import { codeOf } from '../run/failure';
import { holdsSecret, saveContent } from '../run/savedBody';
import { toReason } from '../workspace/toReason';
import { toPath } from '../workspace/uri';
import { failed } from './runRequests';
import type { KeptRun } from './runs';
import type { Session } from './session';

/** Answers what a client asks about the bodies of responses, and deletes them when the session ends, in whatever way. */
export function registerBodies(connection: Connection, session: () => Session): void {
  connection.onRequest(protocol.savableBody, (reference: protocol.NodeReference, token) =>
    untilCancelled(token, (signal) => describeBody(session(), reference, signal)),
  );
  connection.onRequest(protocol.saveBody, (params: protocol.SaveBodyParams, token) =>
    untilCancelled(token, (signal) => saveBody(session(), params, signal)),
  );
  connection.onShutdown(() => session().bodies.dispose());
}

async function describeBody(
  session: Session,
  reference: protocol.NodeReference,
  signal: AbortSignal,
): Promise<protocol.SavableBodyResult> {
  const found = findBody(session, reference);
  if (found === undefined) return null;
  const { completed, content, response } = found;
  const contentType = findFieldValue(response.headers, 'content-type');
  try {
    return {
      id: completed.id,
      name: suggestFileName({
        targetUri: completed.recorded.request.url,
        contentType,
        contentDisposition: findFieldValue(response.headers, 'content-disposition'),
      }),
      bytes: content.stored?.size ?? content.bytes.length,
      isCut: content.stored === undefined ? content.truncated : !content.stored.isWhole,
      holdsSecret: await holdsSecret(content, contentType, completed.redactor, signal),
    };
  } catch (error) {
    throw explain(error, content, reference, 'be read');
  }
}

async function saveBody(session: Session, params: protocol.SaveBodyParams, signal: AbortSignal): Promise<void> {
  const path = toPath(params.target);
  if (path === undefined) throw failed(`A body can only be saved to a file, and ${quote(params.target)} is none`);
  const found = findBody(session, params);
  if (found === undefined || found.completed.id !== params.id)
    throw failed(`Nothing was saved: the node ${quote(params.node)} has another response by now`);
  try {
    await saveContent(found.content, path, signal);
  } catch (error) {
    throw explain(error, found.content, params, `be saved to ${quote(path)}`);
  }
}

interface FoundBody {
  readonly completed: KeptRun;
  readonly content: ResponseContent;
  /** Without its secrets, whatever the settings reveal. */
  readonly response: ShownResponse;
}

function findBody({ runs }: Session, reference: protocol.NodeReference): FoundBody | undefined {
  const run = runs.find(reference);
  if (run?.running)
    throw failed(`The node ${quote(reference.node)} is running: its body can be saved when all of it is there`);
  const { completed } = run ?? {};
  const response = completed?.recorded.response;
  if (completed?.content === undefined || response === null || response === undefined) return undefined;
  return { completed, content: completed.content, response };
}

/** The file of a body goes where newer ones need its room, and with whatever sweeps the folder. */
function explain(error: unknown, { stored }: ResponseContent, { node }: protocol.NodeReference, what: string): unknown {
  const isMissing = ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
  if (isMissing && stored !== undefined && Reflect.get(Object(error), 'path') === stored.path)
    return failed(`The body of ${quote(node)} is not kept any more: run the node again`);
  // A file that is written anew can only miss its folder.
  const reason = isMissing ? 'there is no such folder' : toReason(error);
  return failed(`The body of ${quote(node)} can't ${what}: ${reason}`);
}

/** Runs the work until the client cancels it, which it is told as RequestCancelled. */
async function untilCancelled<T>(token: CancellationToken, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const subscription = token.onCancellationRequested(() => abort.abort());
  try {
    return await work(abort.signal);
  } catch (error) {
    if (abort.signal.aborted) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Saving was cancelled');
    throw error;
  } finally {
    subscription.dispose();
  }
}
