import { basename, relative } from 'node:path';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { findEndpoint } from '#core/model/project';
import { sendingFlows } from '#core/request/sendingFlows';
import { quote } from '#core/rules/rule';
import { countFindings } from '../features/countFindings';
import type { NodeReference, NotSentData } from '../protocol';
import type { RunRequest } from '../run/runRequest';
import { findInnermostFolder } from '../workspace/isInside';
import { toPath, toSlashes } from '../workspace/uri';
import { projectAround } from '../workspace/workspace';
import { environmentOf } from './environment';
import { findApiNode } from './runs';
import type { Session } from './session';

/** Nothing was sent: `message` says why, for people. */
export function failed(message: string, data: Partial<NotSentData> = {}): ResponseError<NotSentData> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message, { missing: [], ...data });
}

/** What a run of the node would be, as the text and the settings are now. Throws RequestFailed where it can't be run. */
export function toRunRequest(session: Session, { uri, node: id }: NodeReference): RunRequest {
  const project = projectAround(session.workspace, uri);
  const path = toPath(uri);
  const analysis = path === undefined ? undefined : session.analyses.find(uri);
  if (path === undefined || analysis === undefined) throw failed('Only a node of a file can be run');
  const { document } = analysis;
  const node = findApiNode(document, id);
  if (node === undefined) throw failed(`No API Integration node has the id ${quote(id)}`);
  const found = findEndpoint(document, node, project);
  if (found === undefined) throw failed(`The node ${quote(id)} calls no endpoint that is set up`);
  const environment = environmentOf(session, uri);
  return {
    document,
    node,
    found,
    flows: sendingFlows(document, node, found, project),
    file: toFileName(session, path),
    errors: countFindings(document, id, project, session.analyses.resultOf).errors,
    trusted: session.trusted,
    environment,
    answerOf: session.captures.of(document, environment, project),
    environmentFiles: project.environmentFiles(uri),
    hidden: [...session.network.secrets, ...session.hiddenValues.all()],
    settings: session.settings.run,
  };
}

function toFileName({ workspace }: Session, path: string): string {
  const root = findInnermostFolder(path, workspace.roots);
  return root === undefined ? basename(path) : toSlashes(relative(root, path));
}
