import type { ApiPart, Endpoint, FlowNode, HeaderField } from '#core/model/flow';
import { isApiNode } from '#core/model/flow';
import type { Span } from '#core/syntax/span';
import { spansInString } from '#core/syntax/spansInString';
import { asString, findProperty, type JsonNode, type JsonString } from '#core/syntax/tree';
import {
  type EnvironmentPlaceholder,
  mayHoldPlaceholder,
  parseTemplate,
  type SessionPlaceholder,
} from '#core/template/parseTemplate';

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
  return templatesIn.get(endpoint) ?? keepTemplates(endpoint, endpointTexts(endpoint, isTemplate));
}

/** The templates of a node, in the order of the format's description. */
export function nodeTemplates(node: FlowNode): readonly Template[] {
  return templatesIn.get(node) ?? keepTemplates(node, nodeTexts(node, isTemplate));
}

function keepTemplates(owner: Endpoint | FlowNode, texts: readonly Template[]): readonly Template[] {
  // The copy has no room for more, which would take more than what is in it.
  const templates = texts.length === 0 ? none : texts.slice();
  templatesIn.set(owner, templates);
  return templates;
}

const none: readonly Template[] = [];

/** What every placeholder begins with, and what `${name}` and `{name}` hold that are none. */
const opener = /\[\[|\{/;

function isTemplate({ value }: JsonString): boolean {
  return opener.test(value);
}

function isAny(): boolean {
  return true;
}

/** Which strings somebody wants to have. */
type Choice = (string: JsonString) => boolean;

/**
 * The strings of an endpoint in which placeholders may stand, whether or not any does.
 *
 * @param isWanted leaves strings out
 */
export function endpointTexts({ url, headers }: Endpoint, isWanted: Choice = isAny): readonly Template[] {
  const texts: Template[] = [];
  if (url !== undefined && isWanted(url)) texts.push({ place: 'url', string: url });
  addHeaderTexts(headers, isWanted, texts);
  return texts;
}

/**
 * The strings of a node in which placeholders may stand, whether or not any does. What a node evaluates itself, `value` of a
 * `set-variable` and `expression` of a `calculate`, is filled by the platform like a text.
 *
 * @param isWanted leaves strings out
 */
export function nodeTexts(node: FlowNode, isWanted: Choice = isAny): readonly Template[] {
  const texts: Template[] = [];
  for (const key of filledKeys) {
    const string = asString(findProperty(node.object, key)?.value);
    if (string !== undefined && isWanted(string)) texts.push({ place: 'text', string });
  }
  if (isApiNode(node)) addApiTexts(node.api, isWanted, texts);
  return texts;
}

const filledKeys = ['text', 'value', 'expression'];

function addApiTexts({ headers, query, body }: ApiPart, isWanted: Choice, texts: Template[]): void {
  addHeaderTexts(headers, isWanted, texts);
  for (const { name, value } of query) {
    if (name !== undefined && isWanted(name)) texts.push({ place: 'query', string: name });
    if (value !== undefined && isWanted(value)) texts.push({ place: 'query', string: value });
  }
  for (const string of stringsIn(body)) if (isWanted(string)) texts.push({ place: 'body', string });
}

function addHeaderTexts(headers: readonly HeaderField[], isWanted: Choice, texts: Template[]): void {
  for (const { values } of headers) {
    for (const string of values) if (isWanted(string)) texts.push({ place: 'header', string });
  }
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
export type Placeholder = (SessionPlaceholder | EnvironmentPlaceholder) & { readonly span: Span };

/** The placeholders of a string, each with the span it has in the document, escapes and all. */
export function placeholdersIn(documentText: string, string: JsonString): readonly Placeholder[] {
  if (!mayHoldPlaceholder(string.value)) return [];
  const parts = parseTemplate(string.value).filter((part) => part.kind !== 'literal');
  const spans = spansInString(documentText, string, parts);
  return parts.map((part, index) => placePart(part, spans[index] ?? string));
}

/** Written out: to spread one of several shapes takes longer than to parse it. */
function placePart(part: SessionPlaceholder | EnvironmentPlaceholder, span: Span): Placeholder {
  const { offset, length } = part;
  if (part.kind === 'environment') return { kind: part.kind, offset, length, name: part.name, span };
  return { kind: part.kind, offset, length, name: part.name, nested: part.nested, span };
}
