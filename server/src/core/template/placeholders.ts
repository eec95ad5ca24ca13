import type { ApiPart, Endpoint, FlowNode, HeaderField } from '#core/model/flow';
import { isApiNode } from '#core/model/flow';
import type { Span } from '#core/syntax/span';
import { spansInString } from '#core/syntax/spansInString';
import { asString, findProperty, type JsonNode, type JsonString } from '#core/syntax/tree';
import { parseTemplate, type TemplatePart } from '#core/template/parseTemplate';

/** Where a text with placeholders stands. */
export type TemplatePlace = 'url' | 'header' | 'query' | 'body' | 'text';

/** A string in which placeholders may stand. */
export interface Template {
  readonly place: TemplatePlace;
  readonly string: JsonString;
}

/** The strings of an endpoint in which placeholders may stand, in the order of the format's description. */
export function* endpointTemplates({ url, headers }: Endpoint): Iterable<Template> {
  if (url !== undefined) yield { place: 'url', string: url };
  yield* headerTemplates(headers);
}

/**
 * The strings of a node in which placeholders may stand. What a node evaluates itself, `value` of a `set-variable` and
 * `expression` of a `calculate`, is filled by the platform like a text.
 */
export function* nodeTemplates(node: FlowNode): Iterable<Template> {
  for (const key of ['text', 'value', 'expression']) {
    const string = asString(findProperty(node.object, key)?.value);
    if (string !== undefined) yield { place: 'text', string };
  }
  if (isApiNode(node)) yield* apiTemplates(node.api);
}

function* apiTemplates({ headers, query, body }: ApiPart): Iterable<Template> {
  yield* headerTemplates(headers);
  for (const { name, value } of query) {
    for (const string of [name, value]) if (string !== undefined) yield { place: 'query', string };
  }
  for (const string of stringsIn(body)) yield { place: 'body', string };
}

function* headerTemplates(headers: readonly HeaderField[]): Iterable<Template> {
  for (const { values } of headers) for (const string of values) yield { place: 'header', string };
}

/** Every string value, without recursion: a body nests as deep as JSON may. Names of members are no templates. */
export function* stringsIn(root: JsonNode | undefined): Iterable<JsonString> {
  const open: JsonNode[] = root === undefined ? [] : [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'string') yield node;
    const inner = node.kind === 'object' ? node.properties.map(({ value }) => value) : [];
    const items = node.kind === 'array' ? node.items : inner;
    for (const item of [...items].reverse()) if (item !== undefined) open.push(item);
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
