import { basename } from 'node:path';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { readCurl } from '#core/curl/readCurl';
import { type FlowDocument, readDocument } from '#core/model/document';
import { findFreeName } from '#core/model/freeName';
import type { TextSource } from '#core/model/textSource';
import { type AddContext, addRequests } from '#core/refactorings/addRequests';
import { toCurlDraft } from '#core/refactorings/curlDraft';
import type { RequestDraft } from '#core/refactorings/requestDraft';
import { toAddedRequests } from '../features/addedRequests';
import type * as protocol from '../protocol';
import { flowFileSuffix } from '../workspace/findFlowFiles';
import { createNeighbours } from '../workspace/neighbours';
import { toPath } from '../workspace/uri';
import { projectOf } from '../workspace/workspace';
import { editTarget, type Session } from './session';

/** What adds the request of a cURL command to a flow. */
export async function handlePasteCurl(
  session: Session,
  { command, ...place }: protocol.PasteCurlParams,
): Promise<protocol.PasteCurlResult> {
  const reading = readCurl(command);
  if (reading.kind === 'refused') throw refusal(reading.reason);
  const draft = toCurlDraft(reading.request);
  return addToFlow(session, place, draft.endpoint, true, () => ({ drafts: [draft], remarks: reading.notes }));
}

/** What is to be added to a flow. */
export interface Addition {
  readonly drafts: readonly RequestDraft[];
  readonly environmentValues?: ReadonlyMap<string, string>;
  /** Sentences on what was left out of them, without a final stop. */
  readonly remarks: readonly string[];
}

/**
 * What adds requests to the flow at a place. Rejects with RequestFailed in words for a person.
 *
 * @param wanted what the flow is called where it is a new one, in any characters
 */
export async function addToFlow(
  session: Session,
  place: protocol.FlowPlace,
  wanted: string,
  withNodes: boolean,
  make: (context: AddContext) => Addition,
): Promise<protocol.AddedRequests> {
  await session.scanned;
  await learnOfSecrets(session, findFlow(session, place, wanted).uri);
  // Looked at once there is nothing more to wait for: an edit moves its places.
  const document = findFlow(session, place, wanted);
  const { uri } = document;
  const isSecret = (name: string) => session.configurations.isSecret(uri, name);
  const context = { document, project: projectOf(session.workspace, uri), isSecret };
  const { drafts, remarks, environmentValues } = make(context);
  const added = addRequests(
    drafts,
    {
      offset: place.position === undefined ? document.text.length : document.lines.offsetAt(place.position),
      withNodes,
      flowName: basename(toPath(uri) ?? uri, flowFileSuffix),
      ...(environmentValues === undefined ? {} : { environmentValues }),
    },
    context,
  );
  if ('refused' in added) throw refusal(added.refused);
  return toAddedRequests(document, added, remarks, editTarget(session));
}

/** The flow that is named, else one that is not there yet. */
function findFlow({ analyses, workspace }: Session, { uri, folder }: protocol.FlowPlace, wanted: string): FlowDocument {
  if (uri !== null) {
    const document = analyses.find(uri)?.document;
    if (document === undefined) throw refusal('The flow is not there any more');
    return document;
  }
  if (folder === undefined) throw refusal('A new flow lies in a folder, and none is open');
  const inside = `${folder.replace(/\/$/, '')}/${flowFileSuffix}`;
  const { newFile } = createNeighbours(inside, (other) => workspace.document(other) !== undefined);
  const isFree = (name: string) => newFile(`${name}${flowFileSuffix}`) !== undefined;
  if (toPath(inside) === undefined) throw refusal('A new flow lies in a folder on this machine');
  const fileName =
    wanted
      .toLowerCase()
      .replaceAll(/[^\p{L}\d_]+/gu, '-')
      .replaceAll(/^-+|-+$/g, '') || 'flow';
  const created = newFile(`${findFreeName(fileName, '-', isFree)}${flowFileSuffix}`);
  if (created === undefined) throw refusal('A new flow has no place in this folder');
  const document: FlowDocument & TextSource = { ...readDocument(created.uri, ''), isNew: true };
  return document;
}

/** Whether git would publish what is written to the private environment file: without an answer nothing is. */
async function learnOfSecrets({ git, workspace }: Session, uri: string): Promise<void> {
  const file = projectOf(workspace, uri)?.sideFile('private-environment', uri);
  await git.learn(file === undefined ? [] : [toPath(file.uri)].filter((path) => path !== undefined));
}

/** Why something was not done, in words for a person. */
export function refusal(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
