import { isApiNode } from '#core/model/flow';
import { describeMoment } from '#core/request/observation';
import { redacted } from '#core/request/redact';
import { quote, type Rule } from '#core/rules/rule';
import { addResults } from '#core/rules/shared/addResults';

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
      // A value that holds a secret is not shown, and could not be written.
      fixes: () => (value.includes(redacted) ? [] : addResults(node, [value], context)),
    });
  },
};
