import type { ExplainContext } from '#core/explain/explainContext';
import { descriptionOf, explainRequest } from '#core/explain/explainNode';
import {
  type Block,
  boundedList,
  type Content,
  code,
  joined,
  paragraph,
  place,
  strong,
} from '#core/explain/explanation';
import { nodeLink } from '#core/explain/targets';
import { callersOf } from '#core/model/callers';
import { counted } from '#core/model/counted';
import type { PlacedNode } from '#core/model/document';
import { isApiNode } from '#core/model/flow';
import { type FoundEndpoint, findEndpointNamed, isRead } from '#core/model/project';
import { shownFile } from '#core/model/shownFile';
import { endpointDefaults } from '#core/model/vocabulary';
import type { Mention } from '#core/names/mention';
import { textAsWritten, urlAsWritten } from '#core/request/asWritten';
import { formatDuration } from '#core/response/formatAmount';
import { asString } from '#core/syntax/tree';

/** What is called, how it is judged, and who uses it. Where a node calls it, the node's request comes first. */
export async function explainEndpoint(mention: Mention, context: ExplainContext): Promise<readonly Block[]> {
  const { document, project } = context;
  const found = findEndpointNamed(document, mention.name, project);
  if (found === undefined) return [];
  const caller =
    mention.role === 'definition'
      ? undefined
      : [...document.flow.nodes.values()].find(({ endpoint }) => endpoint === mention.string);
  const request = caller !== undefined && isApiNode(caller) ? await explainRequest(caller, context) : undefined;
  if (request !== undefined) return [...request, ...aboutCallers(found, context)];
  return [...aboutEndpoint(found, context), ...aboutCallers(found, context)];
}

function aboutEndpoint({ endpoint, document: home }: FoundEndpoint, { document }: ExplainContext): readonly Block[] {
  const file: Content = home === document ? [] : [' in ', place(shownFile(home), home, endpoint.property.key)];
  const method = endpoint.method?.value ?? endpointDefaults.method;
  const line = `${textAsWritten(method, 20)} ${urlAsWritten(endpoint.url?.value ?? '')}`;
  const validation = asString(endpoint.elementValidation?.value)?.value;
  const terms: Content[] = [
    ...(validation === undefined ? [] : [['Branches by ', code(textAsWritten(validation))]]),
    [`${formatDuration(endpoint.timeout?.value ?? endpointDefaults.timeout)} at the most`],
    [`${counted(endpoint.maxConnections?.value ?? endpointDefaults.maxConnections, 'request')} at once`],
  ];
  return [
    paragraph(strong('Endpoint'), ' ', code(endpoint.name), ...file),
    ...descriptionOf(endpoint),
    { kind: 'lines', language: 'http', lines: [line] },
    paragraph(...joined(terms)),
  ];
}

function aboutCallers(found: FoundEndpoint, { document, project }: ExplainContext): readonly Block[] {
  const callers = callersOf(found, project);
  const files = new Set(callers.map((caller) => caller.document.uri)).size;
  if (callers.length === 0) return [paragraph(isRead(project) ? 'No node uses it' : 'No node of this file uses it')];
  const where = isRead(project) ? `in ${counted(files, 'file')}` : 'in this file';
  // Those of the file at hand first: they are what a reader looks for.
  const ordered = [...callers].sort((a, b) => Number(b.document === document) - Number(a.document === document));
  return [
    paragraph('Used by ', counted(callers.length, 'node'), ` ${where}`),
    boundedList(ordered, { most: 8, noun: 'node' }, toItem),
  ];
}

function toItem(caller: PlacedNode): Content {
  return [nodeLink(caller), ` in ${shownFile(caller.document)}`];
}
