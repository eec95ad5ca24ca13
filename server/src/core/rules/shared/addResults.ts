import type { ApiNode } from '#core/model/flow';
import { type Fix, fix, quoteList, type RuleContext } from '#core/rules/rule';
import { addProperties, type NewValue, toNewValue } from '#core/syntax/editJson';
import { asObject } from '#core/syntax/tree';

/** Adds results for these values, each with the target that the flow takes for it now: the author leads it elsewhere. */
export function addResults(
  { api, resultsProperty }: ApiNode,
  values: readonly string[],
  { document }: RuleContext,
): readonly Fix[] {
  const results = asObject(resultsProperty?.value);
  const other = api.responses.find(({ key }) => key === 'other')?.property.value;
  const target: NewValue = other === undefined ? '' : toNewValue(other);
  const entries = values.map((value) => [value, target] as const);
  return fix(document, `Add ${values.length === 1 ? 'result' : 'results'} ${quoteList(values)}`, [
    results && addProperties(document.text, results, entries),
  ]);
}
