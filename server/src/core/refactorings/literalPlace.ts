import type { FlowDocument } from '#core/model/document';
import { type HeaderField, isApiNode } from '#core/model/flow';
import { findAround, isWithin } from '#core/refactorings/touched';
import type { Span } from '#core/syntax/span';
import type { JsonNode, JsonString } from '#core/syntax/tree';
import type { TemplatePlace } from '#core/template/placeholders';

/** A string of a request, with what is to be known to name a part of it. */
export interface LiteralPlace {
  readonly string: JsonString;
  readonly place: Exclude<TemplatePlace, 'text'>;
  /** The name of the endpoint that it belongs to, or the id of the node where that calls none. */
  readonly owner: string;
  /** What the string is the value of: a field, a query parameter, a member of the body. Empty for a URL. */
  readonly name: string;
  /** The node that has it; undefined for an endpoint. */
  readonly node: string | undefined;
}

/** The string of a request that a selection lies in. What is shown to customers is filled by the platform alone. */
export function findLiteralPlace(selection: Span, { flow }: FlowDocument): LiteralPlace | undefined {
  const endpoint = findAround(selection, flow.endpoints.values());
  if (endpoint !== undefined) {
    const at = { owner: endpoint.name, node: undefined };
    if (endpoint.url !== undefined && isWithin(selection, endpoint.url)) {
      return { ...at, string: endpoint.url, place: 'url', name: '' };
    }
    return inHeaders(selection, endpoint.headers, at);
  }
  const node = findAround(selection, flow.nodes.values());
  if (node === undefined || !isApiNode(node)) return undefined;
  const at = { owner: node.endpoint?.value ?? node.id, node: node.id };
  const parameter = node.api.query.find(({ value }) => value !== undefined && isWithin(selection, value));
  if (parameter?.value !== undefined) {
    return { ...at, string: parameter.value, place: 'query', name: parameter.name?.value ?? '' };
  }
  return inHeaders(selection, node.api.headers, at) ?? inBody(selection, node.api.body, at);
}

type Owner = Pick<LiteralPlace, 'owner' | 'node'>;

function inHeaders(selection: Span, headers: readonly HeaderField[], at: Owner): LiteralPlace | undefined {
  for (const { name, values } of headers) {
    const string = values.find((value) => isWithin(selection, value));
    if (string !== undefined) return { ...at, string, place: 'header', name };
  }
  return undefined;
}

/** Goes down to the selection, level by level: a body nests as deep as JSON may. */
function inBody(selection: Span, body: JsonNode | undefined, at: Owner): LiteralPlace | undefined {
  let name = 'body';
  let inner = body !== undefined && isWithin(selection, body) ? body : undefined;
  while (inner !== undefined && inner.kind !== 'string') {
    if (inner.kind === 'object') {
      const member = inner.effective.find(({ value }) => value !== undefined && isWithin(selection, value));
      name = member?.name ?? name;
      inner = member?.value;
    } else inner = inner.kind === 'array' ? inner.items.find((item) => isWithin(selection, item)) : undefined;
  }
  return inner && { ...at, string: inner, place: 'body', name };
}
