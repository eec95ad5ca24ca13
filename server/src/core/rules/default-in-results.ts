import { type ApiNode, type Branch, isApiNode } from '#core/model/flow';
import { validationKind } from '#core/model/validation';
import { isDefaultResponse, isStatusCode } from '#core/model/vocabulary';
import { type Fix, fix, quote, type Report, type Rule, type RuleContext } from '#core/rules/rule';
import { addProperties, removeEntry, toNewValue } from '#core/syntax/editJson';
import { asObject } from '#core/syntax/tree';

export const defaultInResults: Rule = {
  code: 'default-in-results',
  title: 'Results and default responses stand in their own places',
  severity: 'error',
  basis: 'D',
  explanation:
    'The four default responses belong into `responses`, and status codes into `results`. In the other place they are never taken. With a JSONPath as ' +
    'element validation a result may be called `error`, as long as `responses` has the default of that name as well.',
  fixable: true,
  *checkNode(node, context) {
    if (!isApiNode(node)) return;
    yield* defaultsAmongResults(node, context);
    for (const branch of node.api.responses) {
      if (!isStatusCode(branch.key)) continue;
      const message = `The status code ${quote(branch.key)} is a result: among the default responses it is never taken`;
      yield { span: branch.property.key, message, fixes: () => move(node, branch, 'results', context) };
    }
  },
};

function* defaultsAmongResults(node: ApiNode, context: RuleContext): Iterable<Report> {
  const found = context.endpointOf(node);
  const byStatus = found !== undefined && validationKind(found.endpoint) === 'status';
  const responses = new Set(node.api.responses.map(({ key }) => key));
  for (const branch of node.results) {
    if (!isDefaultResponse(branch.key) || (responses.has(branch.key) && !byStatus)) continue;
    const place = responses.has(branch.key)
      ? 'among results that are status codes it is never taken'
      : 'it belongs into "responses" and is missing there (CT51 at run time)';
    const message = `${quote(branch.key)} is a default response: ${place}`;
    const isLast = node.results.length === 1 && !byStatus;
    yield {
      span: branch.property.key,
      message,
      fixes: () => (isLast ? [] : move(node, branch, 'responses', context)),
    };
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
  const taken = destination?.properties.some((other) => other.key.value === key);
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
  return fix(document, `Move ${quote(key)} to "${to}"`, [removeEntry(document.text, source, property), added]);
}
