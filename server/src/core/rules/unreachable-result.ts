import { isApiNode } from '#core/model/flow';
import { validationKind } from '#core/model/validation';
import { isDefaultResponse, isStatusCode, misspeltDefaultResponse } from '#core/model/vocabulary';
import { quote, type Rule } from '#core/rules/rule';
import { findMisspeltSuccess } from '#core/rules/shared/findMisspeltSuccess';

export const unreachableResult: Rule = {
  code: 'unreachable-result',
  title: 'Results of a status code are status codes',
  severity: 'warning',
  basis: 'D',
  explanation:
    'Where the element validation is `HTTP_RESPONSE_CODE`, a result is taken if its key is the status code of the answer, ' +
    'three digits from 100 to 599 (RFC 9110 §15). No answer has the status code `2xx`, `OK` or `600`, so such a result ' +
    'is never taken and its answers go to `other`. Write one result for each status code that matters, and let ' +
    '`other` catch the rest.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "elementValidation": "HTTP_RESPONSE_CODE" }
  },
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "results": { "200": "show-order", "4xx": "not-found" }
    }
  }
}`,
    right: `{
  "endpoints": {
    "orders": { "elementValidation": "HTTP_RESPONSE_CODE" }
  },
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "results": { "200": "show-order", "404": "not-found" }
    }
  }
}`,
  },
  fixable: false,
  checkNode(node, context, report) {
    if (!isApiNode(node) || node.results.every(({ key }) => isStatusCode(key))) return;
    const found = context.endpointOf(node);
    if (found === undefined || validationKind(found.endpoint) !== 'status') return;
    const success = findMisspeltSuccess(node);
    const responses = new Set(node.api.responses.map(({ key }) => key));
    for (const { key, property } of node.results) {
      // Without a value, a key may still become another: it may be no more than the quote that begins the next one.
      if (property.value === undefined || isStatusCode(key)) continue;
      if (isReportedElsewhere(key, responses) || property === success?.property) continue;
      report({
        span: property.key,
        message: `No answer has the status code ${quote(key)}, so this result is never taken`,
      });
    }
  },
};

/** A default response among the results has a rule of its own, misspelt too where it is missing, and `x-` is for other tools. */
function isReportedElsewhere(key: string, responses: ReadonlySet<string>): boolean {
  const misspelt = misspeltDefaultResponse(key);
  return isDefaultResponse(key) || (misspelt !== undefined && !responses.has(misspelt)) || key.startsWith('x-');
}
