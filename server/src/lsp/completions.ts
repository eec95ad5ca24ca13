import { basename } from 'node:path';
import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver';
import { type SeenAnswer, type Surroundings, steadyFlow } from '#core/completion/surroundings';
import { isSuppressible } from '#core/isSuppressible';
import { compareText } from '#core/model/compareText';
import type { FlowDocument } from '#core/model/document';
import { ownerOf, type Place } from '#core/place/place';
import { rules } from '#core/rules/index';
import type { Analysis } from '../features/analysis';
import { completion } from '../features/completion';
import type { JsonLanguage } from '../features/jsonLanguage';
import { flowFileSuffix } from '../workspace/findFlowFiles';
import { findImportPath } from '../workspace/importPath';
import { findInnermostFolder } from '../workspace/isInside';
import { toPath } from '../workspace/uri';
import { projectAround, projectOf } from '../workspace/workspace';
import { environmentOf } from './environment';
import type { Session } from './session';

/** What can be put in at a place; null where there is no such document. */
export async function findCompletions(
  session: Session,
  { textDocument, position, context }: CompletionParams,
  json: JsonLanguage,
): Promise<CompletionItem[] | CompletionList | null> {
  const analysis = session.analyses.find(textDocument.uri);
  if (analysis === undefined) return null;
  const offset = analysis.document.lines.offsetAt(position);
  return completion(toSurroundings(analysis, session), offset, context, json, session.client.completion);
}

/** What a flow is called that lies in a file of this URI, unless it says otherwise: the name of the file. */
export function toFlowName(uri: string): string {
  return basename(toPath(uri) ?? uri, flowFileSuffix);
}

const suppressibleRules = rules.flatMap(({ code, title }) => (isSuppressible(code) ? [{ code, title }] : []));

/** What the session knows that completion may offer. */
function toSurroundings(analysis: Analysis, session: Session): Surroundings {
  const { document } = analysis;
  const { uri } = document;
  const lastGood = session.analyses.lastGood(uri);
  return {
    document,
    lastGood,
    flow: steadyFlow(document, lastGood),
    project: projectOf(session.workspace, uri),
    fileName: toFlowName(uri),
    answerOf: session.captures.of(document, environmentOf(session, uri), projectAround(session.workspace, uri)),
    seenBy: (node) => seenBy(node, document, session),
    rules: suppressibleRules,
    foundCodes: (place) => codesAround(place, analysis.result),
    importable: () => importableFrom(uri, session),
  };
}

/** The last answers to the nodes of a file that call one endpoint, those of the node itself first. */
function seenBy(id: string, { uri, flow }: FlowDocument, session: Session): readonly SeenAnswer[] {
  const endpoint =
    flow.nodes.get(id)?.endpoint?.value ?? session.analyses.lastGood(uri)?.flow.nodes.get(id)?.endpoint?.value;
  const runs = [...session.runs.of(uri)].filter(({ node, result }) => node === id || result?.endpoint === endpoint);
  const ordered = [...runs.filter(({ node }) => node === id), ...runs.filter(({ node }) => node !== id)];
  return ordered.flatMap(({ result, time, running }) => {
    if (running || result === undefined) return [];
    return [{ value: result.validation?.value ?? null, branch: result.branch?.key, time }];
  });
}

function codesAround(place: Place, { all }: Analysis['result']): readonly string[] {
  const owner = ownerOf(place);
  const isInside =
    owner === undefined
      ? () => true
      : ({ node, endpoint }: (typeof all)[number]) =>
          owner.kind === 'node' ? node === owner.name : endpoint === owner.name;
  return all.filter(isInside).map(({ code }) => code);
}

/** Files of the same workspace folder that set up endpoints, by path. */
function importableFrom(uri: string, { workspace }: Session): ReturnType<Surroundings['importable']> {
  const folderOf = (file: string): string | undefined => {
    const path = toPath(file);
    return path === undefined ? undefined : findInnermostFolder(path, workspace.roots);
  };
  const folder = folderOf(uri);
  return projectAround(workspace, uri)
    .flows()
    .filter((document) => document.flow.endpoints.size > 0 && folderOf(document.uri) === folder)
    .flatMap((document) => {
      const path = findImportPath(uri, document.uri);
      return path === undefined ? [] : [{ path, document }];
    })
    .sort((a, b) => compareText(a.path, b.path));
}
