import { findNearest } from '#core/model/nearest';
import { settableVariables } from '#core/paths/facts';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { type UnsetNeed, unsetNeeds } from '#core/rules/shared/unsetNeeds';
import { addProperties, replaceInside } from '#core/syntax/editJson';
import { asObject, findProperty } from '#core/syntax/tree';

export const undefinedVariable: Rule = {
  code: 'undefined-variable',
  title: 'A session variable is set before it is used',
  severity: 'warning',
  basis: 'T',
  explanation:
    'A `[[name]]` is used in a node that can be reached only by ways that never set it, so there is nothing to put in when a customer comes there. Where some ways ' +
    'set it and others do not, it is information, and one way without it is spelled out. What other flows have set before they lead here counts; ' +
    'what comes from outside of all flows is declared in `variables`.',
  example: {
    wrong: `{
  "name": "order-status",
  "start": "confirm",
  "nodes": {
    "confirm": { "type": "text-display", "text": "Order [[orderId]]?", "next": "ask" },
    "ask": { "type": "request-input", "text": "Which order?", "variable": "orderId", "next": "end" },
    "end": { "type": "end" }
  }
}`,
    right: `{
  "name": "order-status",
  "start": "ask",
  "nodes": {
    "ask": { "type": "request-input", "text": "Which order?", "variable": "orderId", "next": "confirm" },
    "confirm": { "type": "text-display", "text": "Order [[orderId]]?", "next": "end" },
    "end": { "type": "end" }
  }
}`,
  },
  fixable: true,
  checkFile(context, report) {
    for (const unset of unsetNeeds(context)) {
      if (unset.need.kind === 'response') continue;
      report({
        span: unset.span,
        message: messageOf(unset),
        ...(unset.isSetOnSomeWay ? { severity: 'information' } : {}),
        related: unset.related,
        fixes: () => [...useNearest(unset, context), ...declare(unset, context)],
      });
    }
  },
};

function messageOf({ need: { written, kind, name }, node, isSetOnSomeWay }: UnsetNeed): string {
  const [sets, way] = [kind === 'calculation' ? 'calculates' : 'sets', `way to ${quote(node.id)}`];
  return isSetOnSomeWay
    ? `Not every ${way} ${sets} ${quote(name)}, so ${quote(written)} may have no value`
    : `No ${way} ${sets} ${quote(name)}, so ${quote(written)} has no value`;
}

/** A slip of the keys, where a variable of nearly that name is set somewhere in the flow. */
function useNearest({ need, place, isSetOnSomeWay }: UnsetNeed, { document, flow }: RuleContext): readonly Fix[] {
  if (need.kind !== 'variable' || isSetOnSomeWay || place.document !== document) return [];
  const known = settableVariables(flow);
  const nearest = known.includes(need.name) ? undefined : findNearest(need.name, known);
  if (nearest === undefined) return [];
  return fix(document, `Change to ${quote(nearest)}`, [replaceInside(place.nameSpan, nearest)]);
}

function declare({ need }: UnsetNeed, { document, flow }: RuleContext): readonly Fix[] {
  if (need.kind !== 'variable' || flow.object === undefined) return [];
  const existing = findProperty(flow.object, 'variables');
  const object = asObject(existing?.value);
  if (existing !== undefined && object === undefined) return [];
  const edit = object
    ? addProperties(document.text, object, [[need.name, {}]])
    : addProperties(document.text, flow.object, [['variables', { [need.name]: {} }]]);
  return fix(document, `Declare ${quote(need.name)} in "variables"`, [edit]);
}
