import { apiCallersOf } from '#core/model/callers';
import { type ApiNode, isApiNode } from '#core/model/flow';
import type { FoundEndpoint } from '#core/model/project';
import { areMismatched, isSupportedMethod } from '#core/request/methods';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { losesBody } from '#core/rules/shared/changeMethod';
import { replaceValue } from '#core/syntax/editJson';
import type { JsonString } from '#core/syntax/tree';

export const methodMismatch: Rule = {
  code: 'method-mismatch',
  title: 'A node names the method that its endpoint names',
  severity: 'error',
  basis: 'T',
  explanation:
    'The method may be set on the endpoint, on the node, or on both; then both must be the same, as for headers. Where ' +
    'they differ, nobody can tell which one is meant, and the service answers something else than the flow expects. ' +
    'Set it on the endpoint, which all nodes share, and leave it out on the node. An endpoint without a method leaves ' +
    'the choice to its nodes.',
  example: {
    wrong: `{
  "endpoints": {
    "refunds": { "url": "https://api.example.com/refunds", "method": "POST" }
  },
  "nodes": {
    "get-refund": { "type": "api-integration", "endpoint": "refunds", "method": "GET" }
  }
}`,
    right: `{
  "endpoints": {
    "refunds": { "url": "https://api.example.com/refunds", "method": "POST" },
    "refund-status": { "url": "https://api.example.com/refunds/[[refundId]]", "method": "GET" }
  },
  "nodes": {
    "get-refund": { "type": "api-integration", "endpoint": "refund-status", "method": "GET" }
  }
}`,
  },
  fixable: true,
  checkNode(node, context, report) {
    if (!isApiNode(node)) return;
    const found = context.endpointOf(node);
    const own = node.api.method;
    const shared = found?.endpoint.method;
    if (found === undefined || own === undefined || shared === undefined || !areMismatched(node, found.endpoint))
      return;
    const [here, there] = [quote(own.value), quote(shared.value)];
    report({
      span: own,
      message: `The method is ${here} here and ${there} on the endpoint ${quote(found.endpoint.name)}: both must be the same`,
      related: [{ document: found.document, span: shared, message: `${there} on the endpoint` }],
      fixes: () => [...useEndpoints(node, own, shared, context), ...useNodes(node, own, shared, found, context)],
    });
  },
};

function useEndpoints(node: ApiNode, own: JsonString, shared: JsonString, { document }: RuleContext): readonly Fix[] {
  if (!isSupportedMethod(shared.value) || losesBody(node, own.value, shared.value)) return [];
  return fix(document, "Use the endpoint's method", [replaceValue(own, shared.value)]);
}

/** Only where every other caller names that method, too: none of them may change its request unseen. */
function useNodes(
  node: ApiNode,
  own: JsonString,
  shared: JsonString,
  found: FoundEndpoint,
  { project }: RuleContext,
): readonly Fix[] {
  if (!isSupportedMethod(own.value) || losesBody(node, shared.value, own.value)) return [];
  if (apiCallersOf(found, project).some((caller) => caller.node.api.method?.value !== own.value)) return [];
  return fix(found.document, "Use the node's method on the endpoint", [replaceValue(shared, own.value)]);
}
