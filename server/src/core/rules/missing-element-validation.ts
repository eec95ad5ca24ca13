import { apiCallersOf } from '#core/model/callers';
import type { Endpoint } from '#core/model/flow';
import { httpResponseCode, isStatusCode } from '#core/model/vocabulary';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { correctSpelling, findMisspelling, hintAt } from '#core/rules/shared/misspelling';
import { addProperties } from '#core/syntax/editJson';

export const missingElementValidation: Rule = {
  code: 'missing-element-validation',
  title: 'Every endpoint says what its answers are judged by',
  severity: 'error',
  basis: 'D',
  explanation:
    'Element validation is compulsory: its value decides which step comes next. Without it the platform does not ' +
    'know what to do with the response, whatever the API has answered. Set it to `HTTP_RESPONSE_CODE` to go by the ' +
    'status code, or to a JSONPath such as `$.order.status` to go by a value of the answer.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": {
      "url": "https://api.example.com/orders"
    }
  }
}`,
    right: `{
  "endpoints": {
    "orders": {
      "url": "https://api.example.com/orders",
      "elementValidation": "HTTP_RESPONSE_CODE"
    }
  }
}`,
  },
  fixable: true,
  fixAll: true,
  checkEndpoint(endpoint, context, report) {
    if (endpoint.object === undefined || endpoint.elementValidation !== undefined) return;
    const misspelt = findMisspelling(context.document, endpoint.object, 'elementValidation');
    const fact = `The endpoint ${quote(endpoint.name)} has no element validation, so no answer can pick a branch`;
    report({
      span: (misspelt ?? endpoint.property).key,
      message: `${fact}${hintAt(misspelt, 'elementValidation')}`,
      fixes: () =>
        misspelt ? correctSpelling(context.document, misspelt, 'elementValidation') : addIt(endpoint, context),
    });
  },
};

/** Withheld where a node that calls the endpoint tells answers apart by anything but status codes. */
function addIt(endpoint: Endpoint, { document, project }: RuleContext): readonly Fix[] {
  if (endpoint.object === undefined) return [];
  const keys = apiCallersOf({ endpoint, document }, project).flatMap(({ node }) => node.results.map(({ key }) => key));
  if (!keys.every(isStatusCode)) return [];
  const edit = addProperties(document.text, endpoint.object, [['elementValidation', httpResponseCode]]);
  return fix(document, `Add "elementValidation": "${httpResponseCode}"`, [edit], { fixAll: keys.length > 0 });
}
