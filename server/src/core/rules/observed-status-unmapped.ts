import { type ApiNode, isApiNode } from '#core/model/flow';
import { describeMoment } from '#core/request/observation';
import { redacted } from '#core/request/redact';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { addProperties, type NewValue, toNewValue } from '#core/syntax/editJson';
import { asObject } from '#core/syntax/tree';

export const observedStatusUnmapped: Rule = {
  code: 'observed-status-unmapped',
  title: 'What the live API answers has a result of its own',
  severity: 'information',
  basis: 'T',
  explanation:
    'A run of this node got an answer that no result is mapped for, so the flow takes `other`. That may be meant; where customers should be told something ' +
    'better than that something went wrong, add a result for it. The finding goes when the node changes, and only the editor has it: it rests on ' +
    'what the live endpoint answered, not on what the file says.',
  example: {
    wrong: `{
  "start": "get-order",
  "endpoints": {
    "orders": {
      "url": "https://api.example.com/orders",
      "headers": { "Accept": "application/json" },
      "elementValidation": "HTTP_RESPONSE_CODE"
    }
  },
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "results": { "200": "show" },
      "responses": { "other": "sorry" }
    }
  }
}`,
    right: `{
  "start": "get-order",
  "endpoints": {
    "orders": {
      "url": "https://api.example.com/orders",
      "headers": { "Accept": "application/json" },
      "elementValidation": "HTTP_RESPONSE_CODE"
    }
  },
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "results": { "200": "show", "429": "busy" },
      "responses": { "other": "sorry" }
    }
  }
}`,
    answer: { status: 429, contentType: 'application/json', content: '{}' },
  },
  fixable: true,
  afterRun: true,
  checkNode(node, context, report) {
    if (!isApiNode(node)) return;
    const observation = context.observationOf(node);
    const value = observation?.result.validation?.value;
    if (observation === undefined || value === undefined || value === null) return;
    if (observation.result.response === null || observation.result.branch?.key !== 'other') return;
    const other = node.api.responses.find(({ key }) => key === 'other');
    const answered = `The API answered ${observation.result.response.status}`;
    const what = value === String(observation.result.response.status) ? '' : `, which is judged as ${quote(value)},`;
    report({
      span: (other?.property ?? node.property).key,
      message: `${answered}${what} ${describeMoment(observation)}, and no result is mapped for it`,
      fixes: () => addResult(node, value, context),
    });
  },
};

/** With the target that the flow takes now: the author leads it elsewhere. Withheld for a value that holds a secret, and is not shown. */
function addResult(node: ApiNode, value: string, { document }: RuleContext): readonly Fix[] {
  if (value.includes(redacted)) return [];
  const results = asObject(node.resultsProperty?.value);
  const other = node.api.responses.find(({ key }) => key === 'other')?.property.value;
  const target: NewValue = other === undefined ? '' : toNewValue(other);
  return fix(document, `Add result ${quote(value)}`, [
    results && addProperties(document.text, results, [[value, target]]),
  ]);
}
