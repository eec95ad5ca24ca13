import type { FlowDocument } from '#core/model/document';
import { type Endpoint, type FlowNode, isApiNode } from '#core/model/flow';
import { endpointNames } from '#core/model/project';
import { type Fact, readsItsVariable, toReading, values, variable } from '#core/paths/facts';
import type { RuleContext } from '#core/rules/rule';
import type { Span } from '#core/syntax/span';
import { spansInString } from '#core/syntax/spansInString';
import type { JsonString } from '#core/syntax/tree';
import { innermost } from '#core/template/fill';
import { endpointTemplates, nodeTemplates, placeholdersIn } from '#core/template/placeholders';

/** Something that must hold before a node, or what it reads has no value. */
export interface Need {
  readonly fact: Fact;
  readonly kind: 'variable' | 'calculation' | 'response';
  /** The variable's name, the endpoint's, or the node's id. */
  readonly name: string;
  /** As it stands in the text: `[[orders:status]]`. */
  readonly written: string;
  readonly document: FlowDocument;
  readonly span: Span;
  /** The name inside the placeholder. */
  readonly nameSpan: Span;
  /** True where it stands in the node's endpoint. */
  readonly isEndpoints: boolean;
}

/** Tells what a prefix stands for in one file. Made once for a check: the nodes of a file share it. */
export interface KnownPrefixes {
  isResponse(prefix: string): boolean;
  isCalculation(prefix: string): boolean;
}

export function knownPrefixes({ document, flow, project }: RuleContext): KnownPrefixes {
  const nodes = [...flow.nodes.values()];
  const calling = nodes.filter((node) => isApiNode(node) || node.type?.value === 'dynamic-list');
  const responses = new Set([
    ...endpointNames(document, project),
    ...calling.flatMap(({ id, endpoint }) => [id, endpoint?.value ?? id]),
  ]);
  const calculations = new Set(nodes.flatMap(({ id, type }) => (type?.value === 'calculate' ? [id] : [])));
  return { isResponse: (prefix) => responses.has(prefix), isCalculation: (prefix) => calculations.has(prefix) };
}

/** What a node reads: in its own texts, in those of the endpoint that it calls, and the variable that it looks at. */
export function needsOf(node: FlowNode, context: RuleContext, known: KnownPrefixes): readonly Need[] {
  const found = isApiNode(node) ? context.endpointOf(node) : undefined;
  return [
    ...lookedAt(node, context.document, known),
    ...[...nodeTemplates(node)].flatMap(({ string }) => needsIn(string, context.document, known)),
    ...(found === undefined ? [] : endpointNeeds(found.endpoint, found.document, known)),
  ];
}

function endpointNeeds(endpoint: Endpoint, document: FlowDocument, known: KnownPrefixes): readonly Need[] {
  return [...endpointTemplates(endpoint)].flatMap(({ string }) =>
    needsIn(string, document, known).map((need) => ({ ...need, isEndpoints: true })),
  );
}

function lookedAt(node: FlowNode, document: FlowDocument, known: KnownPrefixes): readonly Need[] {
  const name = readsItsVariable(node) ? node.variable : undefined;
  if (name === undefined) return [];
  if (name.value.includes('[[')) return needsIn(name, document, known);
  const meant = toMeant(name.value, known);
  if (meant === undefined) return [];
  const nameSpan = { offset: name.offset + 1, length: meant.name.length };
  return [{ ...meant, written: name.value, document, span: name, nameSpan, isEndpoints: false }];
}

function needsIn(string: JsonString, document: FlowDocument, known: KnownPrefixes): readonly Need[] {
  return placeholdersIn(document.text, string).flatMap((placeholder) => {
    if (placeholder.kind !== 'session') return [];
    const inner = innermost(placeholder);
    const meant = toMeant(inner.name, known);
    if (meant === undefined) return [];
    const [nameSpan] = spansInString(document.text, string, [{ offset: inner.offset + 2, length: meant.name.length }]);
    const written = `[[${inner.name}]]`;
    const { span } = placeholder;
    return [{ ...meant, written, document, span, nameSpan: nameSpan ?? span, isEndpoints: false }];
  });
}

/** Undefined for what always has a value, and for prefixes that nobody here knows: the platform has more functions. */
function toMeant(text: string, known: KnownPrefixes): Pick<Need, 'fact' | 'kind' | 'name'> | undefined {
  const reading = toReading(text);
  if (reading === undefined) return undefined;
  if (reading.kind === 'variable') return { fact: variable(reading.name), kind: 'variable', name: reading.name };
  const { prefix, path } = reading;
  if (known.isResponse(prefix)) return { fact: values(prefix), kind: 'response', name: prefix };
  if (known.isCalculation(prefix)) return { fact: values(prefix), kind: 'calculation', name: prefix };
  return path === 'value' ? { fact: variable(prefix), kind: 'variable', name: prefix } : undefined;
}
