import type { FlowDocument } from '#core/model/document';
import type { OwnedSuppression } from '#core/model/suppressions';
import { type Fix, fix } from '#core/rules/rule';
import type { Edit } from '#core/syntax/edit';
import { removeItem } from '#core/syntax/editJson';

export function removeSuppression(document: FlowDocument, suppression: OwnedSuppression): readonly Fix[] {
  return fix(document, 'Remove the suppression', [suppressionRemoval(document, suppression)]);
}

export function suppressionRemoval(
  { text }: FlowDocument,
  { object, owner }: Pick<OwnedSuppression, 'object' | 'owner'>,
): Edit | undefined {
  return owner.object && removeItem(text, owner.object, 'suppressions', object);
}
