import type { FlowNode } from '#core/model/flow';
import { isApiNode } from '#core/model/flow';
import { type FoundEndpoint, findEndpointNamed } from '#core/model/project';
import { remember } from '#core/model/remember';
import { type FlowOutline, outlineOf } from '#core/paths/outline';
import { positionReads } from '#core/paths/responseReads';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { findMisspelling } from '#core/rules/shared/misspelling';
import { addProperties } from '#core/syntax/editJson';
import type { Span } from '#core/syntax/span';
import { findProperty } from '#core/syntax/tree';

export const missingBaseElement: Rule = {
  code: 'missing-base-element',
  title: 'An endpoint whose list is used has a base element',
  severity: 'information',
  basis: 'D',
  explanation:
    'The base element says which part of an answer becomes variables. It is optional, but the platform asks for it where ' +
    'a list of the answer is used later: by a `dynamic-list`, or by a position such as `[[orders:items.1.name]]`. Without it ' +
    'the whole answer is read here. `"baseElement": "$"` says just that, and changes the name of no variable.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders" }
  },
  "nodes": {
    "pick-order": { "type": "dynamic-list", "endpoint": "orders", "variable": "orderId" }
  }
}`,
    right: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders", "baseElement": "$.orders" }
  },
  "nodes": {
    "pick-order": { "type": "dynamic-list", "endpoint": "orders", "variable": "orderId" }
  }
}`,
  },
  fixable: true,
  checkFile(context, report) {
    const endpoints = new Map<string, FoundEndpoint | undefined>();
    for (const { name, span, how } of listUses(context)) {
      if (endpoints.has(name)) continue;
      const found = findWithoutBase(name, context);
      endpoints.set(name, found);
      if (found === undefined) continue;
      report({
        span,
        message: `${how} a list of the endpoint ${quote(name)}, which has no base element`,
        related: [{ document: found.document, span: found.endpoint.property.key, message: 'The endpoint' }],
        fixes: () => addBaseElement(found),
      });
    }
  },
};

interface ListUse {
  /** The endpoint's, set up or not. */
  readonly name: string;
  readonly span: Span;
  readonly how: string;
}

/** Each endpoint is reported where its list is offered, else where a position in it is first used. */
function* listUses({ document, flow }: RuleContext): Iterable<ListUse> {
  for (const id of listNodes(outlineOf(document).nodes)) {
    const endpoint = flow.nodes.get(id)?.endpoint;
    if (endpoint !== undefined) yield { name: endpoint.value, span: endpoint, how: 'The node offers' };
  }
  for (const { prefix, span } of positionReads(document)) {
    const name = flow.endpoints.has(prefix) ? prefix : calledBy(flow.nodes.get(prefix));
    yield { name: name ?? prefix, span, how: 'The placeholder reads' };
  }
}

/** The ids of the nodes that offer a list. */
const listNodes = remember((nodes: FlowOutline['nodes']): readonly string[] =>
  nodes.filter(({ type }) => type === 'dynamic-list').map(({ id }) => id),
);

/** The id of a node that calls an endpoint is a prefix, too. */
function calledBy(node: FlowNode | undefined): string | undefined {
  return node !== undefined && (isApiNode(node) || node.type?.value === 'dynamic-list')
    ? node.endpoint?.value
    : undefined;
}

/** Undefined where it has one, in another spelling or of a wrong type perhaps, and where nobody can tell. */
function findWithoutBase(name: string, { document, project }: RuleContext): FoundEndpoint | undefined {
  const found = findEndpointNamed(document, name, project);
  if (found?.endpoint.object === undefined) return undefined;
  const { object } = found.endpoint;
  const hasOne = findProperty(object, 'baseElement') ?? findMisspelling(found.document, object, 'baseElement');
  return hasOne === undefined ? found : undefined;
}

function addBaseElement({ endpoint, document }: FoundEndpoint): readonly Fix[] {
  const edit = endpoint.object && addProperties(document.text, endpoint.object, [['baseElement', '$']]);
  return fix(document, 'Add "baseElement": "$" to the endpoint', [edit]);
}
