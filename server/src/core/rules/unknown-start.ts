import { findNearest } from '#core/model/nearest';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { correctSpelling, findMisspelling, hintAt } from '#core/rules/shared/misspelling';
import { addProperties, replaceValue } from '#core/syntax/editJson';
import { findProperty } from '#core/syntax/tree';

export const unknownStart: Rule = {
  code: 'unknown-start',
  title: 'The flow starts at one of its nodes',
  severity: 'error',
  basis: 'D',
  explanation:
    'A flow with nodes names the first one in `start`. Where it is missing or names none, the conversation has no ' +
    'first step, and nobody can tell which way the flow takes: findings about paths wait until the start is known. ' +
    'Name the first node. A file with endpoints and no nodes needs no start.',
  example: {
    wrong: `{
  "start": "ask",
  "nodes": {
    "ask-order": { "type": "request-input", "text": "Which order?", "variable": "orderId", "next": "end" },
    "end": { "type": "end" }
  }
}`,
    right: `{
  "start": "ask-order",
  "nodes": {
    "ask-order": { "type": "request-input", "text": "Which order?", "variable": "orderId", "next": "end" },
    "end": { "type": "end" }
  }
}`,
  },
  fixable: true,
  checkFile(context, report) {
    const { flow } = context;
    const nodes = findProperty(flow.object, 'nodes');
    if (nodes === undefined || flow.nodes.size === 0) return;
    const value = flow.start?.value;
    if (flow.start === undefined) {
      const misspelt = findMisspelling(context.document, flow.object, 'start');
      report({
        span: (misspelt ?? nodes).key,
        message: `The flow has nodes and no "start"${hintAt(misspelt, 'start')}`,
        fixes: () => (misspelt ? correctSpelling(context.document, misspelt, 'start') : addStart(context)),
      });
    } else if (value?.kind === 'null' || (value?.kind === 'string' && !flow.nodes.has(value.value))) {
      const named = value.kind === 'null' ? 'null' : quote(value.value);
      report({
        span: value,
        message: `The flow starts at ${named}, and no node has that id`,
        fixes: () => changeStart(context),
      });
    }
  },
};

function addStart({ document, flow }: RuleContext): readonly Fix[] {
  const first = flow.nodes.keys().next().value;
  if (flow.object === undefined || first === undefined) return [];
  return fix(document, `Start at ${quote(first)}`, [addProperties(document.text, flow.object, [['start', first]])]);
}

function changeStart({ document, flow }: RuleContext): readonly Fix[] {
  const value = flow.start?.value;
  if (value === undefined) return [];
  const nearest = value.kind === 'string' ? findNearest(value.value, flow.nodes.keys()) : undefined;
  const first = flow.nodes.keys().next().value;
  return [...new Set([nearest, first])].flatMap((id) =>
    id === undefined ? [] : fix(document, `Start at ${quote(id)}`, [replaceValue(value, id)]),
  );
}
