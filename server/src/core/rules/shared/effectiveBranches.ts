import type { FlowDocument } from '#core/model/document';
import { type Branch, branchesOf, type FlowNode } from '#core/model/flow';
import { isUnknownKey } from '#core/rules/shared/misspelling';
import { asObject, type JsonProperty } from '#core/syntax/tree';

/**
 * The branches that a node can take. Those under a key by which nodes of its type do not go on, such as the `next` of an `end`, have
 * no effect, nor has a result that they do not know, such as the `maybe` of a calculation; and that is said at the key.
 */
export function effectiveBranches(node: FlowNode, document: FlowDocument): readonly Branch[] {
  const results = asObject(node.resultsProperty?.value);
  if ([node.object, results].every((object) => object === undefined || document.keyErrorsOf(object).length === 0))
    return branchesOf(node);
  const hasEffect = (property: JsonProperty | undefined) =>
    property === undefined || !isUnknownKey(document, node.object, property);
  return [
    ...(node.next && hasEffect(node.next.property) ? [node.next] : []),
    ...(hasEffect(node.resultsProperty)
      ? node.results.filter(({ property }) => !isUnknownKey(document, results, property))
      : []),
    ...(node.api?.responses ?? []),
  ];
}
