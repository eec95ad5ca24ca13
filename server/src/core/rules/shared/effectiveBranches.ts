import type { FlowDocument } from '#core/model/document';
import { type Branch, branchesOf, type FlowNode } from '#core/model/flow';
import { isUnknownKey } from '#core/rules/shared/misspelling';
import type { JsonProperty } from '#core/syntax/tree';

/**
 * The branches that a node can take. Those under a key by which nodes of its type do not go on, such as the `next` of an `end`, have
 * no effect, and that is said at the key.
 */
export function effectiveBranches(node: FlowNode, document: FlowDocument): readonly Branch[] {
  if (node.object === undefined || document.keyErrorsOf(node.object).length === 0) return branchesOf(node);
  const hasEffect = (property: JsonProperty | undefined) =>
    property === undefined || !isUnknownKey(document, node.object, property);
  return [
    ...(node.next && hasEffect(node.next.property) ? [node.next] : []),
    ...(hasEffect(node.resultsProperty) ? node.results : []),
    ...(node.api?.responses ?? []),
  ];
}
