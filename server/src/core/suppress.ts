import { isSuppressible } from '#core/isSuppressible';
import type { FlowDocument } from '#core/model/document';
import { hasReason, ownersAround } from '#core/model/suppressions';
import type { Finding } from '#core/rules/finding';
import type { Edit } from '#core/syntax/edit';
import { addItem, addProperties } from '#core/syntax/editJson';
import { isLossy } from '#core/syntax/parseJson';
import { type Span, touches } from '#core/syntax/span';
import { asArray, findProperty } from '#core/syntax/tree';

/**
 * Accepts a finding with a reason, in the smallest thing around it: its node, its endpoint, else the flow. Undefined where
 * nobody may suppress it, where the reason is blank, and where the place is too broken to write into.
 */
export function suppress(
  document: FlowDocument,
  finding: Pick<Finding, 'code' | 'node' | 'endpoint'>,
  reason: string,
): Edit | undefined {
  const { text, flow } = document;
  const object = ownersAround(finding, flow).at(-1)?.object;
  if (object === undefined || !isSuppressible(finding.code) || !hasReason(reason) || isBroken(object, document)) {
    return undefined;
  }
  const suppression = { rule: finding.code, reason: reason.trim() };
  const existing = findProperty(object, 'suppressions');
  if (existing === undefined) return addProperties(text, object, [['suppressions', [suppression]]]);
  const list = asArray(existing.value);
  return list && addItem(text, list, suppression);
}

function isBroken(object: Span, { syntaxErrors }: FlowDocument): boolean {
  return syntaxErrors.some((error) => isLossy(error) && touches(object, error.offset));
}
