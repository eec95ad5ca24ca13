import type { Endpoint } from '#core/model/flow';
import { httpResponseCode, isStatusCode } from '#core/model/vocabulary';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { addProperties } from '#core/syntax/editJson';

export const missingElementValidation: Rule = {
  code: 'missing-element-validation',
  title: 'Every endpoint says what its answers are judged by',
  severity: 'error',
  basis: 'D',
  explanation:
    'Element validation is compulsory: its value decides which step comes next. `HTTP_RESPONSE_CODE` takes the status code; a JSONPath takes ' +
    'a value from the answer. Without it the platform does not know what to do with the response.',
  fixable: true,
  *checkEndpoint(endpoint, context) {
    if (endpoint.object === undefined || endpoint.elementValidation !== undefined) return;
    yield {
      span: endpoint.property.key,
      message: `The endpoint ${quote(endpoint.name)} has no element validation, so no answer can pick a branch`,
      fixes: () => addIt(endpoint, context),
    };
  },
};

function addIt({ name, object }: Endpoint, { document, flow }: RuleContext): readonly Fix[] {
  if (object === undefined) return [];
  const keys = [...flow.nodes.values()].flatMap((node) =>
    node.endpoint?.value === name ? node.results.map(({ key }) => key) : [],
  );
  const fixAll = keys.length > 0 && keys.every(isStatusCode);
  const edit = addProperties(document.text, object, [['elementValidation', httpResponseCode]]);
  return fix(document, `Add "elementValidation": "${httpResponseCode}"`, [edit], { fixAll });
}
