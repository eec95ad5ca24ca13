import { apiCallersOf } from '#core/model/callers';
import type { FlowDocument, PlacedNode } from '#core/model/document';
import { type ApiNode, type HeaderField, isApiNode } from '#core/model/flow';
import { areValuesEqual, findField, headersObject, isBlank, isSameName, isWhole } from '#core/model/headers';
import type { FoundEndpoint } from '#core/model/project';
import { isCredentialField } from '#core/request/credentials';
import {
  editsIn,
  type Fix,
  fixFiles,
  type Question,
  quote,
  type Report,
  type Rule,
  type RuleContext,
} from '#core/rules/rule';
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
  checkNode(node, context, report) {
    if (!isApiNode(node) || node.endpoint === undefined) return;
    if (!node.api.headers.some(({ name }) => isCredentialField(name))) return;
    for (const repeated of context.ask(repeatedFields, node.endpoint.value)) {
      const field = findField(node.api.headers, repeated.first.name);
      if (field === undefined || field === repeated.first) continue;
      report(toReport(field, node.endpoint.value, repeated, context));
    }
  },
};

/** A credential field that several nodes send with the same value. */
interface RepeatedField {
  /** Where the others could have it from, so those are told. */
  readonly first: HeaderField;
  readonly node: string;
  /** The file of that node; undefined where it is the one that is checked. */
  readonly document: FlowDocument | undefined;
  readonly count: number;
}

/** Those of the nodes that call the endpoint of a name. One of a single node is repeated nowhere, but may be yet. */
const repeatedFields: Question<readonly RepeatedField[]> = {
  answer(name, context) {
    const found = context.lookUpEndpoint(name);
    if (typeof found === 'string') return [];
    return credentialSenders(apiCallersOf(found, context.project), found).flatMap((senders) => {
      const [first] = senders;
      if (first === undefined) return [];
      const document = first.document.uri === context.document.uri ? undefined : first.document;
      return { first: first.field, node: first.node.id, document, count: senders.length };
    });
  },
  isSame: (before, now) => before.length === now.length && before.every((one, index) => isSameField(one, now[index])),
};

function isSameField(before: RepeatedField, now: RepeatedField | undefined): boolean {
  return before.first === now?.first && before.document === now.document && before.count === now.count;
}

function toReport(
  field: HeaderField,
  endpoint: string,
  { first, node, document, count }: RepeatedField,
  context: RuleContext,
): Report {
  const message = `${quote(first.name)} on the node ${quote(node)}`;
  return {
    span: field.property.key,
    message: `${quote(field.name)} is the same on ${count} nodes that call ${quote(endpoint)}: the endpoint can set it once`,
    related: [{ document: document ?? context.document, span: first.property.key, message }],
    fixes: () => moveToEndpoint(field, endpoint, context),
  };
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
  return areValuesEqual(field, other);
}

/** Only where every node that calls the endpoint sends it: no request may change. As the first of them writes it. */
function moveToEndpoint({ name }: HeaderField, endpoint: string, context: RuleContext): readonly Fix[] {
  const found = context.lookUpEndpoint(endpoint);
  if (typeof found === 'string') return [];
  const callers = apiCallersOf(found, context.project);
  const senders =
    credentialSenders(callers, found).find(([first]) => first && isSameName(first.field.name, name)) ?? [];
  const [first] = senders;
  if (first === undefined || senders.length < callers.length) return [];
  const { field } = first;
  return fixFiles('Move it to the endpoint', [
    editsIn(found.document, [addField(found.document, found.endpoint, field)]),
    ...senders.map(({ document, node, field: theirs }) =>
      editsIn(document, [removeField(document.text, headersObject(node), theirs)]),
    ),
  ]);
}
