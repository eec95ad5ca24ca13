import type { FlowDocument } from '#core/model/document';
import type { ApiNode, Branch } from '#core/model/flow';
import {
  type DefaultResponse,
  defaultResponses,
  isDefaultResponse,
  misspeltDefaultResponse,
} from '#core/model/vocabulary';
import { findMisspelling } from '#core/rules/shared/misspelling';
import { asObject, type JsonProperty } from '#core/syntax/tree';

/**
 * Tells which default response an entry of a node's `responses` was meant to be: one of the known near misses, or a slip of the
 * keys (`eror`) where the right key is absent. Undefined for a right spelling and for anything else.
 */
export function meantDefaults(
  { api }: ApiNode,
  document: FlowDocument,
): (branch: Branch) => DefaultResponse | undefined {
  const responses = asObject(api.responsesProperty?.value);
  const isSlip = (property: JsonProperty, name: DefaultResponse) =>
    findMisspelling(document, responses, name) === property;
  return ({ key, property }) => {
    if (isDefaultResponse(key)) return undefined;
    return misspeltDefaultResponse(key) ?? defaultResponses.findLast((name) => isSlip(property, name));
  };
}
