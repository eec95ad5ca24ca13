import { type ApiNode, branchesOf, type FlowNode, isApiNode } from '#core/model/flow';
import { validationKind } from '#core/model/validation';
import { defaultResponses, isKnownNodeType, misspeltDefaultResponse } from '#core/model/vocabulary';
import type { RuleContext } from '#core/rules/rule';
import { findMisspelling } from '#core/rules/shared/misspelling';
import { findStandstill } from '#core/rules/shared/standstill';
import { asObject, effectiveProperties, type JsonNode } from '#core/syntax/tree';

/**
 * Whether all branches of a node are there and lead somewhere. One that is missing, or leads nowhere yet, has a finding of its own; it may be
 * meant for any node, so nothing is said of where no way comes.
 */
export function isFinished(node: FlowNode, context: RuleContext): boolean {
  if (!isKnownNodeType(node.type?.value)) return true;
  const { document, flow } = context;
  const branches = branchesOf(node);
  const isResolved = branches.every(({ target }) => {
    if (target.kind === 'node') return flow.nodes.has(target.id);
    if (target.kind !== 'flow') return false;
    const isOwn = target.flow.value === flow.name?.value;
    return !isOwn || target.step === undefined || flow.nodes.has(target.step.value);
  });
  const parts = [node.object, node.resultsProperty?.value, node.api?.responsesProperty?.value];
  if (!isResolved || parts.some(hasDuplicates)) return false;
  if (wiring.some((key) => findMisspelling(document, node.object, key) !== undefined)) return false;
  return isApiNode(node) ? hasItsBranches(node, context) : findStandstill(node, document) === undefined;
}

const wiring = ['next', 'results', 'responses'];

function hasItsBranches(node: ApiNode, context: RuleContext): boolean {
  const keys = branchesOf(node).map(({ key }) => misspeltDefaultResponse(key) ?? key);
  const found = context.endpointOf(node);
  const byStatus = found !== undefined && validationKind(found.endpoint) === 'status';
  return (
    defaultResponses.every((key) => keys.includes(key)) && (byStatus ? keys.includes('200') : node.results.length > 0)
  );
}

/** Of a key that stands twice only the later counts, and the earlier one may have led here. */
export function hasDuplicates(value: JsonNode | undefined): boolean {
  const object = asObject(value);
  return object !== undefined && effectiveProperties(object).length < object.properties.length;
}
