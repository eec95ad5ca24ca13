import type { FlowDocument } from '#core/model/document';
import { branchesOf, type FlowNode, isApiNode } from '#core/model/flow';
import { createSummaries } from '#core/model/summaries';
import { defaultResponses, isKnownNodeType, misspeltDefaultResponse } from '#core/model/vocabulary';
import type { EndpointOutline, FlowOutline } from '#core/paths/outline';
import { findMisspelling } from '#core/rules/shared/misspelling';
import { findStandstill } from '#core/rules/shared/standstill';
import { asObject, hasTwins, type JsonNode } from '#core/syntax/tree';

/** What a node says of its branches, wherever they lead. */
interface Wiring {
  /** False where one is missing, misspelt, of a wrong type or there twice, whatever the node's endpoint may be. */
  readonly isWhole: boolean;
  /** And where the endpoint is judged by the status code. */
  readonly isWholeByStatus: boolean;
}

/** By number of the node in the flow's outline. */
export const wiringOf = createSummaries(({ flow }) => flow.nodes.list, findWiring);

/**
 * Whether all branches of a node are there and lead somewhere, as far as its type is given. One that is missing, can't be read, or leads nowhere
 * yet has a finding of its own; it may be meant for any node, so nothing is said of where no way comes.
 *
 * @param number the node's, in the outline of the flow
 * @param endpoint the endpoint that the node calls, where it is known
 * @param ids the nodes of the flow
 */
export function isFinished(
  number: number,
  wiring: Wiring | undefined,
  endpoint: EndpointOutline | undefined,
  flow: FlowOutline,
  ids: { has(id: string): boolean },
): boolean {
  const { type = '' } = flow.nodes[number] ?? {};
  if (type === '') return false;
  if (!isKnownNodeType(type)) return true;
  const isResolved = flow.targets[number]?.branches.every(({ target }) => {
    if (typeof target === 'string') return ids.has(target);
    if (target === undefined) return false;
    return target.flow !== flow.name || target.step === undefined || ids.has(target.step);
  });
  return (
    isResolved !== false && ((endpoint?.validation === 'status' ? wiring?.isWholeByStatus : wiring?.isWhole) ?? true)
  );
}

function findWiring(node: FlowNode, document: FlowDocument): Wiring {
  const parts = [node.object, node.resultsProperty?.value, node.api?.responsesProperty?.value];
  const isBroken = node.resultsProperty !== undefined && asObject(node.resultsProperty.value) === undefined;
  const isClear =
    !isBroken &&
    !parts.some(hasDuplicates) &&
    wiring.every((key) => findMisspelling(document, node.object, key) === undefined);
  if (!isClear) return { isWhole: false, isWholeByStatus: false };
  if (!isApiNode(node)) {
    const isWhole = findStandstill(node, document) === undefined;
    return { isWhole, isWholeByStatus: isWhole };
  }
  const keys = branchesOf(node).map(({ key }) => misspeltDefaultResponse(key) ?? key);
  const hasDefaults = defaultResponses.every((key) => keys.includes(key));
  return {
    isWhole: hasDefaults && node.results.length > 0,
    isWholeByStatus: hasDefaults && keys.includes('200'),
  };
}

const wiring = ['next', 'results', 'responses'];

/** Of a key that stands twice only the later counts, and the earlier one may have led here. */
function hasDuplicates(value: JsonNode | undefined): boolean {
  const object = asObject(value);
  return object !== undefined && hasTwins(object);
}
