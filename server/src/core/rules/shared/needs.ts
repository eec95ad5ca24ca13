import type { FlowDocument } from '#core/model/document';
import type { FlowNode } from '#core/model/flow';
import { endpointNames } from '#core/model/project';
import { remember } from '#core/model/remember';
import { type Fact, sessionNamesIn, toReading, values, variable } from '#core/paths/facts';
import { type EndpointOutline, type FlowOutline, type NodeOutline, outlineOf } from '#core/paths/outline';
import type { RuleContext } from '#core/rules/rule';
import { partOf } from '#core/syntax/chunk';
import type { Span } from '#core/syntax/span';
import { spansInString } from '#core/syntax/spansInString';
import type { JsonString } from '#core/syntax/tree';
import { innermost } from '#core/template/fill';
import { endpointTemplates, nodeTemplates, type Placeholder, placeholdersIn } from '#core/template/placeholders';

/** Something that must hold before a node, or what it reads has no value. Where it stands, `placeNeed` tells. */
export interface Need {
  readonly fact: Fact;
  readonly kind: 'variable' | 'calculation' | 'response';
  /** The variable's name, the endpoint's, or the node's id. */
  readonly name: string;
  /** As it stands in the text: `[[orders:status]]`. */
  readonly written: string;
  /** Where it stands: in the variable that the node looks at, in the node's own texts, or in those of its endpoint. */
  readonly from: 'variable' | 'text' | 'endpoint';
  /** The how many-th placeholder for a session value it is there, from 0. */
  readonly index: number;
}

/** Where a need stands in the text. */
export interface NeedPlace {
  readonly document: FlowDocument;
  readonly span: Span;
  /** The name inside the placeholder. */
  readonly nameSpan: Span;
}

/** Tells what a prefix stands for in one file. Made once for a check: the nodes of a file share it. */
export interface KnownPrefixes {
  isResponse(prefix: string): boolean;
  isCalculation(prefix: string): boolean;
}

export function knownPrefixes({ document, project }: RuleContext): KnownPrefixes {
  const { answering, calculating } = prefixesOf(outlineOf(document).nodes);
  const endpoints = new Set(endpointNames(document, project));
  return {
    isResponse: (prefix) => endpoints.has(prefix) || answering.has(prefix),
    isCalculation: (prefix) => calculating.has(prefix),
  };
}

interface Prefixes {
  readonly answering: ReadonlySet<string>;
  readonly calculating: ReadonlySet<string>;
}

const prefixesOf = remember((nodes: FlowOutline['nodes']): Prefixes => {
  const calling = nodes.filter(({ isApi, type }) => isApi || type === 'dynamic-list');
  return {
    answering: new Set(calling.flatMap(({ id, endpoint }) => [id, endpoint ?? id])),
    calculating: new Set(nodes.flatMap(({ id, type }) => (type === 'calculate' ? [id] : []))),
  };
});

/** What a node reads: the variable that it looks at, in its own texts, and in those of the endpoint that it calls. */
export function needsOf(
  node: NodeOutline,
  endpoint: EndpointOutline | undefined,
  known: KnownPrefixes,
): readonly Need[] {
  return [
    ...toNeeds(namesLookedAt(node), 'variable', known, looksAtName(node) ? (name) => name : inBrackets),
    ...toNeeds(node.reads, 'text', known, inBrackets),
    ...toNeeds(endpoint?.reads ?? [], 'endpoint', known, inBrackets),
  ];
}

const noNames: readonly string[] = [];

/** The names that the variable which a node looks at is made of. */
export function namesLookedAt(node: NodeOutline): readonly string[] {
  const { looksAt } = node;
  if (looksAt === undefined) return noNames;
  return looksAtName(node) ? [looksAt] : sessionNamesIn(looksAt);
}

function looksAtName({ looksAt }: NodeOutline): boolean {
  return looksAt !== undefined && !looksAt.includes('[[');
}

function toNeeds(
  names: readonly string[],
  from: Need['from'],
  known: KnownPrefixes,
  toWritten: (name: string) => string,
): readonly Need[] {
  return names.flatMap((name, index) => {
    const meant = toMeant(name, known);
    return meant === undefined ? [] : [{ ...meant, written: toWritten(name), from, index }];
  });
}

function inBrackets(name: string): string {
  return `[[${name}]]`;
}

/** Undefined for what always has a value, and for prefixes that nobody here knows: the platform has more functions. */
export function toMeant(text: string, known: KnownPrefixes): Pick<Need, 'fact' | 'kind' | 'name'> | undefined {
  const reading = toReading(text);
  if (reading === undefined) return undefined;
  if (reading.kind === 'variable') return { fact: variable(reading.name), kind: 'variable', name: reading.name };
  const { prefix, path } = reading;
  if (known.isResponse(prefix)) return { fact: values(prefix), kind: 'response', name: prefix };
  if (known.isCalculation(prefix)) return { fact: values(prefix), kind: 'calculation', name: prefix };
  return path === 'value' ? { fact: variable(prefix), kind: 'variable', name: prefix } : undefined;
}

/** Where what a node reads stands now: in its own file, or in the one that sets its endpoint up. */
export function placeNeed(need: Need, node: FlowNode, context: RuleContext): NeedPlace | undefined {
  const { document } = context;
  if (need.from === 'text') return placeIn([...nodeTemplates(node)], need, document);
  if (need.from === 'endpoint') {
    const found = context.endpointOf(node);
    return found && placeIn([...endpointTemplates(found.endpoint)], need, found.document);
  }
  const string = node.variable;
  if (string === undefined || string.value.includes('[[')) return placeIn(string ? [{ string }] : [], need, document);
  return { document, span: string, nameSpan: partOf(string, 1, need.name.length) };
}

function placeIn(
  texts: readonly { readonly string: JsonString }[],
  { index, name }: Need,
  document: FlowDocument,
): NeedPlace | undefined {
  const all = texts.flatMap(({ string }) =>
    placeholdersIn(document.text, string).flatMap((placeholder) =>
      placeholder.kind === 'session' ? [{ placeholder, string }] : [],
    ),
  );
  const found = all[index];
  return found && placeName(found.placeholder, found.string, name.length, document);
}

function placeName(
  placeholder: Extract<Placeholder, { kind: 'session' }>,
  string: JsonString,
  length: number,
  document: FlowDocument,
): NeedPlace {
  const { span } = placeholder;
  const name = { offset: innermost(placeholder).offset + '[['.length, length };
  const [nameSpan = span] = spansInString(document.text, string, [name]);
  return { document, span, nameSpan };
}
