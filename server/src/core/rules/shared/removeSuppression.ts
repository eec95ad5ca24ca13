import type { FlowDocument } from '#core/model/document';
import type { OwnedSuppression } from '#core/model/suppressions';
import { type Fix, fix } from '#core/rules/rule';
import type { Edit } from '#core/syntax/edit';
import { removeEntry } from '#core/syntax/editJson';
import { asArray } from '#core/syntax/tree';

export function removeSuppression(document: FlowDocument, suppression: OwnedSuppression): readonly Fix[] {
  return fix(document, 'Remove the suppression', [suppressionRemoval(document, suppression)]);
}

/** With the last suppression goes its list, but not where an earlier list of the same object would then count. */
export function suppressionRemoval(
  { text }: FlowDocument,
  { object, owner }: Pick<OwnedSuppression, 'object' | 'owner'>,
): Edit | undefined {
  const properties = owner.object?.properties.filter(({ key }) => key.value === 'suppressions') ?? [];
  const last = properties.at(-1);
  const list = asArray(last?.value);
  if (owner.object === undefined || last === undefined || list === undefined) return undefined;
  const isAlone = list.items.length === 1 && properties.length === 1;
  return isAlone ? removeEntry(text, owner.object, last) : removeEntry(text, list, object);
}
