import { apiCallersOf, nodesByEndpoint } from '#core/model/callers';
import type { PlacedNode } from '#core/model/document';
import type { ApiNode, HeaderField } from '#core/model/flow';
import { comparedValue, findField, headersObject, isBlank, isWhole } from '#core/model/headers';
import type { FoundEndpoint } from '#core/model/project';
import { isCredentialField } from '#core/request/credentials';
import { editsIn, type Fix, fixFiles, quote, type Report, type Rule, type RuleContext } from '#core/rules/rule';
import { addField } from '#core/rules/shared/addField';
import { removeField } from '#core/rules/shared/removeField';

export const repeatedNodeHeader: Rule = {
  code: 'repeated-node-header',
  title: 'Credentials that several nodes of an endpoint send are set on the endpoint',
  severity: 'hint',
  basis: 'D',
  explanation:
    'A field of an endpoint is sent by every node that calls it, so an API key is best set there: once, instead of on ' +
    'each node, where a change of the key has to be made many times and one of them is forgotten. This is said where ' +
    'two or more nodes of the workspace send the same field with the same value, and none another value. The quick fix ' +
    'moves it where every node that calls the endpoint sends it: elsewhere a request would change.',
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
      const node = nodes.find(({ api }) => api?.headers.some(({ name }) => isCredentialField(name)));
      const found = node && context.endpointOf(node);
      if (found !== undefined) yield* checkCallers(found, context);
    }
  },
};

/** The first of the nodes is where the others could have it from, so those are told. */
function* checkCallers(found: FoundEndpoint, { document, project }: RuleContext): Iterable<Report> {
  const callers = apiCallersOf(found, project);
  for (const senders of credentialSenders(callers, found)) {
    const [first, ...others] = senders;
    if (first === undefined) continue;
    const place = `${quote(first.field.name)} on the node ${quote(first.node.id)}`;
    for (const { field, document: file } of others) {
      if (file !== document) continue;
      yield {
        span: field.property.key,
        message: `${quote(field.name)} is the same on ${senders.length} nodes that call ${quote(found.endpoint.name)}: the endpoint can set it once`,
        related: [{ document: first.document, span: first.field.property.key, message: place }],
        fixes: () => (senders.length === callers.length ? moveToEndpoint(first.field, senders, found) : []),
      };
    }
  }
}

/** A node with a credential field that it sends. */
interface Sender extends PlacedNode<ApiNode> {
  readonly field: HeaderField;
}

/** For each credential field that the endpoint does not set, the nodes that send it, where they all send the same. */
function credentialSenders(callers: readonly PlacedNode<ApiNode>[], { endpoint }: FoundEndpoint): readonly Sender[][] {
  const byName = new Map<string, Sender[]>();
  for (const caller of callers) {
    for (const field of caller.node.api.headers) {
      const name = field.name.toLowerCase();
      if (!isCredentialField(name) || findField(endpoint.headers, name) !== undefined) continue;
      const senders = byName.get(name) ?? [];
      if (senders.at(-1)?.node !== caller.node) senders.push({ ...caller, field });
      byName.set(name, senders);
    }
  }
  return [...byName.values()].filter(([first, ...others]) => others.every(({ field }) => areSame(first?.field, field)));
}

function areSame(field: HeaderField | undefined, other: HeaderField): boolean {
  if (field === undefined || ![field, other].every((each) => isWhole(each) && !isBlank(each))) return false;
  return comparedValue(field) === comparedValue(other);
}

/** Only where every node that calls the endpoint sends it: no request may change. */
function moveToEndpoint(field: HeaderField, senders: readonly Sender[], found: FoundEndpoint): readonly Fix[] {
  return fixFiles('Move it to the endpoint', [
    editsIn(found.document, [addField(found.document, found.endpoint, field)]),
    ...senders.map(({ document, node, field: theirs }) =>
      editsIn(document, [removeField(document.text, headersObject(node), theirs)]),
    ),
  ]);
}
