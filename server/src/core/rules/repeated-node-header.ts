import { apiCallersOf, type Caller, nodesByEndpoint } from '#core/model/callers';
import { type ApiNode, type HeaderField, isApiNode } from '#core/model/flow';
import { findField, headersObject, isBlank, isWhole } from '#core/model/headers';
import type { FoundEndpoint } from '#core/model/project';
import { isCredentialField } from '#core/request/credentials';
import { editsIn, type Fix, fixFiles, quote, type Report, type Rule, type RuleContext } from '#core/rules/rule';
import { removeField } from '#core/rules/shared/removeField';
import { comparedValue } from '#core/rules/shared/sharedFields';
import type { Edit } from '#core/syntax/edit';
import { addProperties, toNewValue } from '#core/syntax/editJson';
import { findProperty } from '#core/syntax/tree';

export const repeatedNodeHeader: Rule = {
  code: 'repeated-node-header',
  title: 'Credentials that every node of an endpoint sends are set on the endpoint',
  severity: 'hint',
  basis: 'D',
  explanation:
    'A field of an endpoint is sent by every node that calls it, so an API key is best set there: once, instead of on ' +
    'each node, where a change of the key has to be made many times and one of them is forgotten. This is said where ' +
    'all nodes of the workspace that call the endpoint send the same field with the same value. Where one of them ' +
    'sends another value, or none, moving it would change what that node sends, and nothing is said.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders" }
  },
  "nodes": {
    "list-orders": {
      "type": "api-integration",
      "endpoint": "orders",
      "headers": { "Authorization": "Bearer {{ORDERS_KEY}}" }
    },
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "headers": { "Authorization": "Bearer {{ORDERS_KEY}}" }
    }
  }
}`,
    right: `{
  "endpoints": {
    "orders": {
      "url": "https://api.example.com/orders",
      "headers": { "Authorization": "Bearer {{ORDERS_KEY}}" }
    }
  },
  "nodes": {
    "list-orders": { "type": "api-integration", "endpoint": "orders" },
    "get-order": { "type": "api-integration", "endpoint": "orders" }
  }
}`,
  },
  fixable: true,
  *checkFile(context) {
    for (const nodes of nodesByEndpoint(context.document).values()) {
      const node = nodes.find(isApiNode);
      if (node?.api.headers.some(({ name }) => isCredentialField(name)) !== true) continue;
      const found = context.endpointOf(node);
      if (found !== undefined) yield* checkCallers(found, context);
    }
  },
};

/** One fault, whatever the number of nodes: the first of them is where the others could have it from. */
function* checkCallers(found: FoundEndpoint, { document, project }: RuleContext): Iterable<Report> {
  const callers = apiCallersOf(found, project);
  const [first, ...others] = callers;
  if (first === undefined) return;
  for (const field of first.node.api.headers) {
    if (!isCredentialField(field.name) || !isWhole(field) || isBlank(field)) continue;
    if (findField(found.endpoint.headers, field.name) !== undefined) continue;
    if (!others.every(({ node }) => sendsAsWell(field, node.api.headers))) continue;
    const place = `${quote(field.name)} on the node ${quote(first.node.id)}`;
    for (const other of others) {
      const theirs = other.document === document ? findField(other.node.api.headers, field.name) : undefined;
      if (theirs === undefined) continue;
      yield {
        span: theirs.property.key,
        message: `${quote(theirs.name)} is the same on every node that calls ${quote(found.endpoint.name)}: the endpoint can set it once`,
        related: [{ document: first.document, span: field.property.key, message: place }],
        fixes: () => moveToEndpoint(field, callers, found),
      };
    }
  }
}

function sendsAsWell(field: HeaderField, headers: readonly HeaderField[]): boolean {
  const theirs = findField(headers, field.name);
  return theirs !== undefined && isWhole(theirs) && comparedValue(theirs) === comparedValue(field);
}

function moveToEndpoint(field: HeaderField, callers: readonly Caller<ApiNode>[], found: FoundEndpoint): readonly Fix[] {
  return fixFiles('Move it to the endpoint', [
    editsIn(found.document, [addTo(found, field)]),
    ...callers.map(({ document, node }) => {
      const theirs = findField(node.api.headers, field.name);
      return theirs && editsIn(document, [removeField(document.text, headersObject(node), theirs)]);
    }),
  ]);
}

function addTo({ endpoint, document }: FoundEndpoint, { name, property }: HeaderField): Edit | undefined {
  if (endpoint.object === undefined || property.value === undefined) return undefined;
  const value = toNewValue(property.value);
  const headers = headersObject(endpoint);
  if (headers !== undefined) return addProperties(document.text, headers, [[name, value]]);
  const isTaken = findProperty(endpoint.object, 'headers') !== undefined;
  return isTaken ? undefined : addProperties(document.text, endpoint.object, [['headers', { [name]: value }]]);
}
