import { type ApiNode, type Flow, isApiNode } from '#core/model/flow';
import { validationKind } from '#core/model/validation';
import { type DefaultResponse, defaultResponses, misspeltDefaultResponse } from '#core/model/vocabulary';
import { type Fix, fix, quote, quoteList, type Rule, type RuleContext } from '#core/rules/rule';
import { correctSpelling, findMisspelling, hintAt } from '#core/rules/shared/misspelling';
import { addProperties } from '#core/syntax/editJson';
import { asObject } from '#core/syntax/tree';

export const missingDefaultResponse: Rule = {
  code: 'missing-default-response',
  title: 'The four default responses are mapped',
  severity: 'error',
  basis: 'D',
  explanation:
    'An API Integration node maps the four default responses `other`, `error`, `timeout` and `max-connection`, and ' +
    'none of them may be removed. They are taken where no result fits, where no usable answer came, where none came ' +
    'in time, and where no connection was free. When one is taken that is not there, the platform fails with CT51, ' +
    'unhandled HTTP response. Map all four, if need be all to one step that says sorry.',
  example: {
    wrong: `{
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "results": { "200": "show-order" },
      "responses": { "other": "sorry", "error": "sorry" }
    }
  }
}`,
    right: `{
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "results": { "200": "show-order" },
      "responses": { "other": "sorry", "error": "sorry", "timeout": "sorry", "max-connection": "sorry" }
    }
  }
}`,
  },
  fixable: true,
  fixAll: true,
  *checkNode(node, context) {
    if (!isApiNode(node) || node.object === undefined) return;
    const responses = node.api.responsesProperty;
    if (responses !== undefined && asObject(responses.value) === undefined) return;
    const missing = missingFrom(node, context);
    if (missing.length === 0) return;
    const one = missing.length === 1;
    const misspelt = findMisspelling(context.document, node.object, 'responses');
    const subject = `The default response${one ? '' : 's'} ${quoteList(missing)} ${one ? 'is' : 'are'} missing`;
    yield {
      span: (responses ?? misspelt ?? node.property).key,
      message: `${subject} (CT51 at run time)${hintAt(misspelt, 'responses')}`,
      fixes: () =>
        misspelt ? correctSpelling(context.document, misspelt, 'responses') : addThem(node, missing, context),
    };
  },
};

/** A default that is misspelt, or stands among the results, is a finding of another rule and not also missing. */
function missingFrom(node: ApiNode, context: RuleContext): readonly DefaultResponse[] {
  const found = context.endpointOf(node);
  // With a JSONPath, `Error` may well be a value of the answer.
  const byStatus = found !== undefined && validationKind(found.endpoint) === 'status';
  const present = new Set([
    ...node.api.responses.map(({ key }) => misspeltDefaultResponse(key) ?? key),
    ...node.results.map(({ key }) => (byStatus ? (misspeltDefaultResponse(key) ?? key) : key)),
  ]);
  return defaultResponses.filter((name) => !present.has(name));
}

function addThem(
  { api, object }: ApiNode,
  missing: readonly DefaultResponse[],
  { document, flow }: RuleContext,
): readonly Fix[] {
  const responses = asObject(api.responsesProperty?.value);
  const shared = sharedTarget(api, flow);
  const entries = missing.map((name) => [name, shared ?? ''] as const);
  if (object === undefined) return [];
  const edit = responses
    ? addProperties(document.text, responses, entries)
    : addProperties(document.text, object, [['responses', Object.fromEntries(entries)]]);
  const where = shared === undefined ? '' : `, leading to ${quote(shared)}`;
  return fix(document, `Add ${quoteList(missing)}${where}`, [edit], { fixAll: shared !== undefined });
}

/** The node that two or more of the default responses lead to. */
function sharedTarget({ responses }: ApiNode['api'], { nodes }: Flow): string | undefined {
  const targets = responses.flatMap(({ target }) =>
    target.kind === 'node' && nodes.has(target.id) ? [target.id] : [],
  );
  return targets.find((id, index) => targets.indexOf(id) !== index);
}
