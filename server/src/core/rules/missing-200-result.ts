import type { ApiNode, FlowNode } from '#core/model/flow';
import { isApiNode } from '#core/model/flow';
import { validationKind } from '#core/model/validation';
import { isStatusCode } from '#core/model/vocabulary';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { findMisspeltSuccess } from '#core/rules/shared/findMisspeltSuccess';
import { correctSpelling, findMisspelling, hintAt } from '#core/rules/shared/misspelling';
import { addProperties } from '#core/syntax/editJson';
import { asObject } from '#core/syntax/tree';

export const missing200Result: Rule = {
  code: 'missing-200-result',
  title: 'The successful result has a branch',
  severity: 'error',
  basis: 'D',
  explanation:
    'Beside the four default responses a node needs at least the successful result, `200`. Without it every success ' +
    'falls to `other`, and the flow treats as a failure what was none. Add `200` with the step that follows a ' +
    'success. With a JSONPath as element validation the keys are values of the answer: there no `200` is asked for, ' +
    'but at least one result, or every answer takes `other`.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "elementValidation": "HTTP_RESPONSE_CODE" }
  },
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "results": { "404": "not-found" }
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
      "results": { "404": "not-found", "200": "show-order" }
    }
  }
}`,
  },
  fixable: true,
  /** A `200` among the default responses is there, and `default-in-results` has it moved. */
  checkNode(node, context, report) {
    if (!isApiNode(node) || node.object === undefined) return;
    const results = node.resultsProperty;
    if (results !== undefined && asObject(results.value) === undefined) return;
    if (node.api.responses.some(({ key }) => key === '200')) return;
    const kind = kindOf(node, context);
    if (node.results.some(({ key }) => key === '200') || (kind !== 'status' && node.results.length > 0)) return;
    const success = kind === 'status' ? findMisspeltSuccess(node)?.property : undefined;
    const misspelt = findMisspelling(context.document, node.object, 'results');
    const fact =
      kind === 'jsonpath'
        ? 'No result is mapped, so every answer takes "other"'
        : 'The successful result "200" is missing, so every success takes "other"';
    const hint = success ? `; ${quote(success.name)} is no status code, did you mean "200"?` : '';
    report({
      span: (success ?? results ?? misspelt ?? node.property).key,
      message: `${fact}${hint}${hintAt(misspelt, 'results')}`,
      fixes: () => {
        if (success !== undefined) return correctSpelling(context.document, success, '200');
        if (misspelt !== undefined) return correctSpelling(context.document, misspelt, 'results');
        return kind === 'jsonpath' ? [] : add200(node, context);
      },
    });
  },
};

/** Where the endpoint leaves it open, results that are all status codes tell that the status code is meant. */
function kindOf(node: FlowNode, context: RuleContext): ReturnType<typeof validationKind> {
  const found = context.endpointOf(node);
  if (found === undefined) return 'unknown';
  const kind = validationKind(found.endpoint);
  return kind === 'unknown' && node.results.every(({ key }) => isStatusCode(key)) ? 'status' : kind;
}

function add200({ object, resultsProperty }: ApiNode, { document }: RuleContext): readonly Fix[] {
  const results = asObject(resultsProperty?.value);
  if (object === undefined) return [];
  const edit = results
    ? addProperties(document.text, results, [['200', '']])
    : addProperties(document.text, object, [['results', { '200': '' }]]);
  return fix(document, 'Add the result "200"', [edit]);
}
