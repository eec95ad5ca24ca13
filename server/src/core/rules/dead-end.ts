import type { FlowNode } from '#core/model/flow';
import { namesResults } from '#core/model/vocabulary';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { correctSpelling, hintAt } from '#core/rules/shared/misspelling';
import { findStandstill, type Standstill, type WayKey } from '#core/rules/shared/standstill';
import { addProperties, type NewValue } from '#core/syntax/editJson';
import { asObject } from '#core/syntax/tree';

export const deadEnd: Rule = {
  code: 'dead-end',
  title: 'Every node leads on, or ends the flow',
  severity: 'warning',
  basis: 'D',
  explanation:
    'A conversation ends at an `end`, an `api-end` or a `chat-desk`. Any other node must say where the flow goes from ' +
    'there: by `next`, or by its `results` where it tells several ways apart. Where neither is there the platform fails ' +
    'with CT04, missing next step, and the customer gets no answer. Name the next step, an `end` if there is nothing ' +
    'more to say.',
  example: {
    wrong: `{
  "nodes": {
    "thanks": { "type": "text-display", "text": "Your booking is confirmed." },
    "end": { "type": "end" }
  }
}`,
    right: `{
  "nodes": {
    "thanks": { "type": "text-display", "text": "Your booking is confirmed.", "next": "end" },
    "end": { "type": "end" }
  }
}`,
  },
  fixable: true,
  checkNode(node, context, report) {
    const standstill = findStandstill(node, context.document);
    if (standstill === undefined) return;
    const { keys, misspelt, foreign } = standstill;
    const empty = keys.includes('results') ? node.resultsProperty : undefined;
    report({
      span: (misspelt?.property ?? foreign ?? empty ?? node.property).key,
      message: `The node ${quote(node.id)} has no way onward (CT04 at run time)${explain(node, standstill)}`,
      fixes: () =>
        misspelt
          ? correctSpelling(context.document, misspelt.property, misspelt.key)
          : foreign
            ? []
            : keys.flatMap((key) => addWay(node, key, context)),
    });
  },
};

function explain({ type }: FlowNode, { keys: [key = 'next'], misspelt, foreign }: Standstill): string {
  if (misspelt !== undefined) return hintAt(misspelt.property, misspelt.key);
  if (foreign === undefined) return '';
  return `; nodes of type ${quote(type?.value ?? '')} go on by ${quote(key)}, not by ${quote(foreign.name)}`;
}

/** To an `end` where the flow has one, or to a place that is left for the author. Labels and values only the author knows. */
function addWay(node: FlowNode, key: WayKey, { document, flow }: RuleContext): readonly Fix[] {
  if (key === 'results') {
    if (!namesResults(node.type?.value)) return [];
    return fix(document, 'Add the results "yes" and "no"', [addResults(node, { yes: '', no: '' }, document.text)]);
  }
  const end = [...flow.nodes.values()].find(({ type }) => type?.value === 'end');
  return [...(end === undefined ? [] : [end.id]), ''].flatMap((id) => {
    const title = id === '' ? 'Add "next", to be filled in' : `Lead to ${quote(id)}`;
    return fix(document, title, [node.object && addProperties(document.text, node.object, [['next', id]])]);
  });
}

function addResults({ object, resultsProperty }: FlowNode, results: Readonly<Record<string, NewValue>>, text: string) {
  const existing = asObject(resultsProperty?.value);
  if (existing !== undefined) return addProperties(text, existing, Object.entries(results));
  return object && addProperties(text, object, [['results', results]]);
}
