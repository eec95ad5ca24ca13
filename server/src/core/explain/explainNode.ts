import type { ExplainContext } from '#core/explain/explainContext';
import {
  type Block,
  boundedList,
  type Content,
  code,
  joined,
  paragraph,
  place,
  prose,
  strong,
} from '#core/explain/explanation';
import { nodeLink, summaryOf } from '#core/explain/targets';
import type { PlacedNode } from '#core/model/document';
import { type ApiNode, type FlowNode, isApiNode } from '#core/model/flow';
import { findEndpoint, flowsCalled } from '#core/model/project';
import { definition } from '#core/model/schema';
import { shownFile } from '#core/model/shownFile';
import { isKnownNodeType } from '#core/model/vocabulary';
import type { Mention } from '#core/names/mention';
import { textAsWritten, withoutCredentials } from '#core/request/asWritten';
import { requestLines } from '#core/request/requestLines';
import type { ShownPlan } from '#core/request/toRequestText';
import { asString, findProperty } from '#core/syntax/tree';

/** A node at its id: what it does. Where something leads to it: what a customer sees there. */
export async function explainNode(mention: Mention, context: ExplainContext): Promise<readonly Block[]> {
  const { document, project } = context;
  const [home] = mention.flow === undefined ? [document] : flowsCalled(mention.flow, document, project);
  const node = home?.flow.nodes.get(mention.name);
  if (home === undefined || node === undefined) return [];
  if (mention.role === 'definition' && isApiNode(node)) return explainRequest(node, context);
  return explainStep({ node, document: home }, mention, context);
}

function explainStep(placed: PlacedNode, { role, flow }: Mention, { project }: ExplainContext): readonly Block[] {
  const { node, document } = placed;
  const summary = summaryOf(placed, project);
  const isElsewhere = flow !== undefined && role === 'reference';
  const where: Content = isElsewhere ? [' in ', place(shownFile(document), document, node.property.key)] : [];
  const name = role === 'reference' ? nodeLink(placed) : code(node.id);
  return [
    paragraph(strong(typeOf(node)), ' ', name, ...where),
    ...descriptionOf(node),
    ...(summary === undefined ? [] : [paragraph(summary)]),
    ...(role === 'definition' ? aboutType(node) : []),
  ];
}

function typeOf({ type }: FlowNode): string {
  return type?.value === undefined ? 'Node' : textAsWritten(type.value, 60);
}

/** What the author says of it. */
export function descriptionOf({ object }: Pick<FlowNode, 'object'>): readonly Block[] {
  const description = asString(findProperty(object, 'description')?.value)?.value ?? '';
  return description.trim() === '' ? [] : [paragraph(textAsWritten(description, 400))];
}

function aboutType({ type }: FlowNode): readonly Block[] {
  const name = type?.value ?? '';
  const description = isKnownNodeType(name) ? definition(name).description : undefined;
  return description === undefined ? [] : [paragraph(...prose(description))];
}

/** The request that a run of the node would send, as it is now. */
export async function explainRequest(node: ApiNode, context: ExplainContext): Promise<readonly Block[]> {
  const request = await context.requestOf(node.id);
  return [
    paragraph(strong('Request of'), ' ', code(node.id)),
    ...descriptionOf(node),
    ...(request === undefined ? [] : toBlocks(request)),
    paragraph(...origin(node, request !== undefined, context)),
  ];
}

/** Lines of a request: a longer content is seen in its preview. */
const mostLines = 24;
/** UTF-16 code units of each. */
const longestLine = 240;
/** Placeholders without a value that are named. */
const mostMissing = 12;

function toBlocks({ request, missing, notes }: ShownPlan): readonly Block[] {
  const lines = requestLines(request).flatMap((line) => line.split(/\r\n|[\r\n]/));
  // The redactor knows secrets by their values: what stands in the file as it is, it does not know.
  const shown = lines
    .slice(0, mostLines)
    .map(withoutCredentials)
    .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line));
  const rest = lines.length > mostLines ? ['…'] : [];
  return [
    { kind: 'lines', language: 'http', lines: [...shown, ...rest] },
    ...(missing.length === 0
      ? []
      : [
          paragraph(
            'Without a value: ',
            ...joined(
              missing.slice(0, mostMissing).map((name) => [code(name)]),
              ', ',
            ),
            ...(missing.length > mostMissing ? [` and ${missing.length - mostMissing} more`] : []),
          ),
        ]),
    ...(notes.length === 0 ? [] : [boundedList(notes, { most: 6, noun: 'note' }, (note) => [note])]),
  ];
}

/** Where the request comes from: its endpoint, and the environment that fills it. */
function origin(node: ApiNode, isFilled: boolean, { document, project, environment }: ExplainContext): Content {
  const found = findEndpoint(document, node, project);
  if (found === undefined) return ['The endpoint is not set up, so there is no request'];
  const { endpoint, document: home } = found;
  const file = home === document ? [] : [' of ', shownFile(home)];
  const from = ['Endpoint ', place(endpoint.name, home, endpoint.property.key), ...file];
  const filled = environment === null ? ['no environment'] : ['environment ', code(environment)];
  return joined([from, ...(isFilled ? [filled] : [])]);
}
