import { basename, dirname } from 'node:path';
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { counted } from '#core/model/counted';
import { quote } from '#core/model/quote';
import type { ApiDescription } from '#core/openApi/apiDescription';
import { isCallable, toOperationDrafts } from '#core/refactorings/operationDraft';
import type * as protocol from '../protocol';
import { resolveDescription } from '../workspace/descriptions';
import { toImportPath } from '../workspace/importPath';
import { findInnermostFolder } from '../workspace/isInside';
import { loadDescription } from '../workspace/loadDescription';
import { toPath } from '../workspace/uri';
import { addToFlow, refusal } from './requestHandlers';
import type { Session } from './session';

/** The operations of a description are listed, then chosen: it is read once. */
const lastRead = new WeakMap<Session, { readonly file: string; readonly description: ApiDescription }>();

/** The operations of an API description that a flow can call. */
export async function handleOperations(
  session: Session,
  { file }: protocol.ApiOperationsParams,
  token: CancellationToken,
): Promise<protocol.ApiOperationsResult> {
  const description = await load(file, token);
  lastRead.set(session, { file, description });
  return listOperations(description);
}

/** What adds some of them to a flow. */
export async function handleAddOperations(
  session: Session,
  params: protocol.AddOperationsParams,
  token: CancellationToken,
): Promise<protocol.AddedRequests> {
  const last = lastRead.get(session);
  return add(session, params, last?.file === params.file ? last.description : await load(params.file, token));
}

async function load(file: string, token: CancellationToken): Promise<ApiDescription> {
  const path = toPath(file);
  if (path === undefined) throw refusal('An API description is read from a file on this machine');
  const stop = new AbortController();
  const subscription = token.onCancellationRequested(() => stop.abort());
  try {
    const read = await loadDescription(path, stop.signal);
    if (read.kind === 'found') return read.description;
    throw refusal(`The API description ${quote(basename(path))} can't be read: ${read.reason}`);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Reading the description was cancelled');
  } finally {
    subscription.dispose();
  }
}

function listOperations({ title, operations }: ApiDescription): protocol.ApiOperationsResult {
  const callable = operations.filter(isCallable);
  return {
    title,
    leftOut: operations.length - callable.length,
    operations: callable.map(({ key, summary = null, tag = null, isDeprecated, statuses }) => {
      return { key, summary, tag, isDeprecated, statuses };
    }),
  };
}

function add(
  session: Session,
  { file, operations: keys, withNodes, ...place }: protocol.AddOperationsParams,
  description: ApiDescription,
): Promise<protocol.AddedRequests> {
  const chosen = description.operations.filter((operation) => keys.includes(operation.key) && isCallable(operation));
  if (chosen.length === 0) throw refusal('No operation was chosen that a flow can call');
  return addToFlow(session, place, description.title, withNodes, (context) => {
    const named = nameDescription(session, context.document.uri, file);
    const made = toOperationDrafts(chosen, description, named, context);
    const unnamed =
      'The description lies outside of the workspace: what it documents is not compared with results later';
    const more = chosen.length > 1 ? [`${counted(chosen.length, 'operation')} in all`] : [];
    return { ...made, remarks: [...more, ...(named === undefined ? [unnamed] : [])] };
  });
}

/** The path by which a flow names a description; undefined where it lies elsewhere than the flow's folder of the workspace. */
function nameDescription({ workspace }: Session, flow: string, file: string): string | undefined {
  const [from, to] = [toPath(flow), toPath(file)];
  const path = from && to && toImportPath(from, to);
  if (from === undefined || path === undefined || path === '') return undefined;
  const root = findInnermostFolder(from, workspace.roots) ?? dirname(from);
  return 'path' in resolveDescription(from, path, root) ? path : undefined;
}
