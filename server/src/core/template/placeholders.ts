import type { ApiPart, Endpoint, FlowNode, HeaderField } from '#core/model/flow';
import { isApiNode } from '#core/model/flow';
import type { Span } from '#core/syntax/span';
import { spansInString } from '#core/syntax/spansInString';
import { asString, findProperty, type JsonNode, type JsonString } from '#core/syntax/tree';
import { parseTemplate, type TemplatePart } from '#core/template/parseTemplate';

/** Where a text with placeholders stands. */
export type TemplatePlace = 'url' | 'header' | 'query' | 'body' | 'text';

/** A string in which something stands that is a placeholder, or is perhaps meant as one. */
export interface Template {
  readonly place: TemplatePlace;
  readonly string: JsonString;
}

/** Looked for once in each endpoint and each node: few strings are templates, and many rules ask. */
const templatesIn = new WeakMap<Endpoint | FlowNode, readonly Template[]>();

/** The templates of an endpoint, in the order of the format's description. */
export function endpointTemplates(endpoint: Endpoint): readonly Template[] {
  return templatesIn.get(endpoint) ?? keepTemplates(endpoint, endpointTexts(endpoint));
}

/** The templates of a node, in the order of the format's description. */
export function nodeTemplates(node: FlowNode): readonly Template[] {
  return templatesIn.get(node) ?? keepTemplates(node, nodeTexts(node));
}

function keepTemplates(owner: Endpoint | FlowNode, texts: Iterable<Template>): readonly Template[] {
  // The copy has no room for more, which would take more than what is in it.
  const templates = [...texts].filter(({ string }) => opener.test(string.value)).slice();
  templatesIn.set(owner, templates);
  return templates;
}

/** What every placeholder begins with, and what `${name}` and `{name}` hold that are none. */
const opener = /\[\[|\{/;

/** The strings of an endpoint in which placeholders may stand, whether or not any does. */
export function* endpointTexts({ url, headers }: Endpoint): Iterable<Template> {
  if (url !== undefined) yield { place: 'url', string: url };
  yield* headerTexts(headers);
}

/**
 * The strings of a node in which placeholders may stand, whether or not any does. What a node evaluates itself, `value` of a
 * `set-variable` and `expression` of a `calculate`, is filled by the platform like a text.
 */
export function* nodeTexts(node: FlowNode): Iterable<Template> {
  for (const key of ['text', 'value', 'expression']) {
    const string = asString(findProperty(node.object, key)?.value);
    if (string !== undefined) yield { place: 'text', string };
  }
  if (isApiNode(node)) yield* apiTexts(node.api);
}

function* apiTexts({ headers, query, body }: ApiPart): Iterable<Template> {
  yield* headerTexts(headers);
  for (const { name, value } of query) {
    for (const string of [name, value]) if (string !== undefined) yield { place: 'query', string };
  }
  for (const string of stringsIn(body)) yield { place: 'body', string };
}

function* headerTexts(headers: readonly HeaderField[]): Iterable<Template> {
  for (const { values } of headers) for (const string of values) yield { place: 'header', string };
}

/** Every string value, in the order of the text. Names of members are no templates. */
export function stringsIn(root: JsonNode | undefined): readonly JsonString[] {
  const found: JsonString[] = [];
  if (root !== undefined) collectStrings(root, found);
  return found;
}

/** Recursion is safe: what is read nests 256 levels at most. */
function collectStrings(node: JsonNode, found: JsonString[]): void {
  if (node.kind === 'string') found.push(node);
  else if (node.kind === 'array') for (const item of node.items) collectStrings(item, found);
  else if (node.kind === 'object') {
    for (const { value } of node.properties) if (value !== undefined) collectStrings(value, found);
  }
}

/** A placeholder with its place in the document. */
export type Placeholder = Exclude<TemplatePart, { kind: 'literal' }> & { readonly span: Span };

/** The placeholders of a string, each with the span it has in the document, escapes and all. */
export function placeholdersIn(documentText: string, string: JsonString): readonly Placeholder[] {
  if (!string.value.includes('[[') && !string.value.includes('{{')) return [];
  const parts = parseTemplate(string.value).filter((part) => part.kind !== 'literal');
  const spans = spansInString(documentText, string, parts);
  return parts.map((part, index) => ({ ...part, span: spans[index] ?? string }));
}
