import { type ApiNode, type Branch, isApiNode } from '#core/model/flow';
import { validationKind } from '#core/model/validation';
import { isDefaultResponse, isStatusCode, misspeltDefaultResponse } from '#core/model/vocabulary';
import { type Fix, fix, quote, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import { addProperties, removeEntry, toNewValue } from '#core/syntax/editJson';
import { asObject } from '#core/syntax/tree';

export const defaultInResults: Rule = {
  code: 'default-in-results',
  title: 'Results and default responses stand in their own places',
  severity: 'error',
  basis: 'D',
  explanation:
    'The four default responses belong in `responses`, and status codes into `results`. In the other place they ' +
    'are never taken: a call that timed out has no status code, and `404` is no default response. A default that is ' +
    'then missing from `responses` fails with CT51, unhandled HTTP response, when its time comes. Move the key to ' +
    'its own place. With a JSONPath as element validation a result may be called `error`, as long as `responses` has ' +
    'the default of that name as well.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "elementValidation": "HTTP_RESPONSE_CODE" }
  },
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "results": { "200": "show-order", "timeout": "sorry" },
      "responses": { "404": "not-found", "other": "sorry", "error": "sorry", "max-connection": "sorry" }
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
      "results": { "200": "show-order", "404": "not-found" },
      "responses": { "timeout": "sorry", "other": "sorry", "error": "sorry", "max-connection": "sorry" }
    }
  }
}`,
  },
  fixable: true,
  checkNode(node, context, report) {
    if (!isApiNode(node)) return;
    defaultsAmongResults(node, context, report);
    for (const branch of node.api.responses) {
      if (!isStatusCode(branch.key)) continue;
      const message = `The status code ${quote(branch.key)} is a result: among the default responses it is never taken`;
      report({ span: branch.property.key, message, fixes: () => move(node, branch, 'results', context) });
    }
  },
};

function defaultsAmongResults(node: ApiNode, context: RuleContext, report: Reporter): void {
  const found = context.endpointOf(node);
  const byStatus = found !== undefined && validationKind(found.endpoint) === 'status';
  const isResponse = (name: string): boolean => node.api.responses.some(({ key }) => key === name);
  for (const branch of node.results) {
    // Of the values of an answer, `Error` may well be one.
    const misspelt = byStatus ? misspeltDefaultResponse(branch.key) : undefined;
    const meant = misspelt === undefined || isResponse(misspelt) ? branch.key : misspelt;
    if (!isDefaultResponse(meant) || (isResponse(meant) && !byStatus)) continue;
    const place = isResponse(meant)
      ? 'among results that are status codes it is never taken'
      : 'it belongs in "responses", where it is missing (CT51 at run time)';
    const which = meant === branch.key ? 'a default response' : `the default response ${quote(meant)}`;
    const message = `${quote(branch.key)} is ${which}: ${place}`;
    const isLast = node.results.length === 1 && !byStatus;
    report({
      span: branch.property.key,
      message,
      fixes: () => (isLast ? [] : move(node, { ...branch, key: meant }, 'responses', context)),
    });
  }
}

/** Withheld where the other place has that key already: neither target may be lost. Nor may a node lose its only result. */
function move(
  node: ApiNode,
  { key, property }: Branch,
  to: 'results' | 'responses',
  { document }: RuleContext,
): readonly Fix[] {
  const own = { results: node.resultsProperty, responses: node.api.responsesProperty };
  const source = asObject(own[to === 'results' ? 'responses' : 'results']?.value);
  const destination = asObject(own[to]?.value);
  const taken = destination?.properties.some((other) => other.name === key);
  if (
    source === undefined ||
    taken ||
    node.object === undefined ||
    (own[to] !== undefined && destination === undefined)
  )
    return [];
  const value = property.value === undefined ? '' : toNewValue(property.value);
  const added =
    destination === undefined
      ? addProperties(document.text, node.object, [[to, { [key]: value }]])
      : addProperties(document.text, destination, [[key, value]]);
  const as = key === property.name ? '' : ` as ${quote(key)}`;
  return fix(document, `Move ${quote(property.name)} to "${to}"${as}`, [
    removeEntry(document.text, source, property),
    added,
  ]);
}
