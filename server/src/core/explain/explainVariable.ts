import type { ExplainContext } from '#core/explain/explainContext';
import {
  type Block,
  boundedList,
  type Content,
  code,
  paragraph,
  place,
  prose,
  strong,
} from '#core/explain/explanation';
import { nodeLink } from '#core/explain/targets';
import { aboutWays } from '#core/explain/waysTo';
import { callersOf } from '#core/model/callers';
import { counted } from '#core/model/counted';
import type { FlowDocument } from '#core/model/document';
import type { Endpoint, FlowNode } from '#core/model/flow';
import { findEndpointNamed } from '#core/model/project';
import { shownFile } from '#core/model/shownFile';
import { meaningOf } from '#core/names/meaning';
import type { Mention } from '#core/names/mention';
import { type Occurrence, occurrencesOf } from '#core/names/occurrences';
import { type Fact, values, variable } from '#core/paths/facts';
import { textAsWritten } from '#core/request/asWritten';
import { soundsSecret } from '#core/request/secretNames';
import { endOf, type Span } from '#core/syntax/span';
import { asObject, asString, findProperty } from '#core/syntax/tree';

/** A session variable: where it is set, whether on every way to here, and what it looks like. */
export function explainVariable(mention: Mention, context: ExplainContext): readonly Block[] {
  const { document, project } = context;
  const meaning = meaningOf({ ...mention, kind: 'variable' }, document, project);
  if (meaning === undefined) return [];
  const occurrences = occurrencesOf(meaning, document, project);
  const definitions = occurrences.filter(({ role }) => role === 'definition');
  const uses = occurrences.length - definitions.length;
  return [
    paragraph(strong('Session variable'), ' ', code(mention.name)),
    ...aboutSetters(definitions, document),
    ...(mention.role === 'reference' && definitions.length > 0 ? waysTo(variable(mention.name), mention, context) : []),
    ...aboutExample(mention.name, definitions, document),
    ...(mention.role === 'definition' ? [paragraph(`Used in ${counted(uses, 'place')}`)] : []),
  ];
}

/** Places that are listed one by one. */
const mostPlaces = { most: 6, noun: 'place' };

function aboutSetters(definitions: readonly Occurrence[], document: FlowDocument): readonly Block[] {
  if (definitions.length === 0) return [paragraph('Nothing sets it')];
  const items = boundedList(definitions, mostPlaces, (definition) => describeSetter(definition, document));
  return [paragraph('Set by'), items];
}

/** Variables are named in flows alone, so every source is one. */
function describeSetter({ source, span, mention }: Occurrence, document: FlowDocument): Content {
  const file = source as FlowDocument;
  const elsewhere = file === document ? '' : ` in ${shownFile(file)}`;
  const node = ownersAt(span, file).node;
  if (node !== undefined) {
    const type = textAsWritten(node.type?.value ?? 'node', 40);
    return [place(node.id, file, node.property.key), ` (${type})${elsewhere}`];
  }
  const declared = file.flow.variables.find(({ name }) => name === mention?.name)?.property.value;
  const description = asString(findProperty(asObject(declared), 'description')?.value)?.value;
  const words = description === undefined ? '' : `: ${textAsWritten(description)}`;
  return ['what comes from outside, declared in ', place('variables', file, span), elsewhere + words];
}

/** What a test request takes; not shown where it is sensitive. */
function aboutExample(name: string, definitions: readonly Occurrence[], document: FlowDocument): readonly Block[] {
  const files = new Set([document, ...definitions.map(({ source }) => source as FlowDocument)]);
  const setters = [...files].flatMap(({ flow }) =>
    [...flow.nodes.values()].filter((node) => node.variable?.value === name),
  );
  if (setters.some(({ sensitive }) => sensitive))
    return [paragraph('Sensitive: its value is hidden wherever it is shown')];
  const declared = [...files].flatMap(({ flow }) => flow.variables.filter((one) => one.name === name));
  const example = [...declared, ...setters].find((one) => one.example !== undefined)?.example;
  if (example === undefined || soundsSecret(name)) return [];
  return [paragraph('Example ', code(textAsWritten(String(example.value))))];
}

/** `[[orders:status]]`: a value of an answer, the result of a calculation, or the text of a chosen option. */
export function explainPrefix(mention: Mention, context: ExplainContext): readonly Block[] {
  const { document, project } = context;
  const meaning = meaningOf(mention, document, project);
  if (meaning === undefined) return [];
  if (meaning.kind === 'variable') {
    return [
      ...explainVariable(mention, context),
      paragraph(...prose('With `:value` it is the text of the chosen option')),
    ];
  }
  const path = textAsWritten(mention.path ?? '', 80);
  const ways = waysTo(values(mention.name), mention, context);
  if (meaning.kind === 'endpoint') return [...aboutAnswer(path, mention.name, context), ...ways];
  const node = document.flow.nodes.get(mention.name);
  if (node === undefined) return [];
  const link = place(node.id, document, node.property.key);
  const what = node.type?.value === 'calculate' ? 'Result of the calculation' : 'Response value';
  return [paragraph(strong(what), ' ', code(path), ' of ', link), ...ways];
}

function aboutAnswer(path: string, name: string, { document, project }: ExplainContext): readonly Block[] {
  const found = findEndpointNamed(document, name, project);
  if (found === undefined) return [];
  const { endpoint, document: home } = found;
  const base = endpoint.baseElement?.value;
  const callers = callersOf(found, project).filter((caller) => caller.document === document);
  return [
    paragraph(strong('Response value'), ' ', code(path), ' of the endpoint ', place(name, home, endpoint.property.key)),
    ...(base === undefined
      ? []
      : [paragraph('Found under ', code(textAsWritten(base)), '; positions in lists count from 1')]),
    ...(callers.length === 0
      ? [paragraph('No node of this file calls it')]
      : [paragraph('There once it has answered'), boundedList(callers, mostPlaces, (caller) => [nodeLink(caller)])]),
  ];
}

/** Whether it is there on every way to the node around a place, or to all that call the endpoint around it. */
function waysTo(fact: Fact, { span }: Mention, { document, project }: ExplainContext): readonly Block[] {
  const { node, endpoint } = ownersAt(span, document);
  if (node !== undefined) return aboutWays(fact, [{ node, document }], 'here', project);
  if (endpoint === undefined) return [];
  return aboutWays(fact, callersOf({ endpoint, document }, project), 'the nodes that call it', project);
}

function ownersAt(span: Span, { flow }: FlowDocument): { readonly node?: FlowNode; readonly endpoint?: Endpoint } {
  const holds = ({ property }: FlowNode | Endpoint): boolean =>
    property.offset <= span.offset && endOf(span) <= endOf(property);
  const node = [...flow.nodes.values()].find(holds);
  const endpoint = node === undefined ? [...flow.endpoints.values()].find(holds) : undefined;
  return { ...(node && { node }), ...(endpoint && { endpoint }) };
}
