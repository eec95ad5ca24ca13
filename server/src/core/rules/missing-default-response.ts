import { type ApiNode, isApiNode, type Target } from '#core/model/flow';
import { validationKind } from '#core/model/validation';
import { type DefaultResponse, defaultResponses, misspeltDefaultResponse } from '#core/model/vocabulary';
import { type Fix, fix, quote, quoteList, type Rule, type RuleContext } from '#core/rules/rule';
import { meantDefaults } from '#core/rules/shared/meantDefaults';
import { correctSpelling, findMisspelling, hintAt } from '#core/rules/shared/misspelling';
import { addProperties, type NewValue, toNewValue } from '#core/syntax/editJson';
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
  checkNode(node, context, report) {
    if (!isApiNode(node) || node.object === undefined) return;
    const responses = node.api.responsesProperty;
    if (responses !== undefined && asObject(responses.value) === undefined) return;
    const missing = missingFrom(node, context);
    if (missing.length === 0) return;
    const one = missing.length === 1;
    const misspelt = findMisspelling(context.document, node.object, 'responses');
    const subject = `The default response${one ? '' : 's'} ${quoteList(missing)} ${one ? 'is' : 'are'} missing`;
    report({
      span: (responses ?? misspelt ?? node.property).key,
      message: `${subject} (CT51 at run time)${hintAt(misspelt, 'responses')}`,
      fixes: () =>
        misspelt ? correctSpelling(context.document, misspelt, 'responses') : addThem(node, missing, context),
    });
  },
};

/** A default that is misspelt, or stands among the results, is a finding of another rule and not also missing. */
function missingFrom(node: ApiNode, context: RuleContext): readonly DefaultResponse[] {
  const absent = defaultResponses.filter((name) => !node.api.responses.some(({ key }) => key === name));
  if (absent.length === 0) return absent;
  const found = context.endpointOf(node);
  // With a JSONPath, `Error` may well be a value of the answer.
  const byStatus = found !== undefined && validationKind(found.endpoint) === 'status';
  const meant = meantDefaults(node, context.document);
  const present = new Set([
    ...node.api.responses.map((branch) => meant(branch) ?? branch.key),
    ...node.results.map(({ key }) => (byStatus ? (misspeltDefaultResponse(key) ?? key) : key)),
  ]);
  return absent.filter((name) => !present.has(name));
}

function addThem({ api, object }: ApiNode, missing: readonly DefaultResponse[], context: RuleContext): readonly Fix[] {
  const { document } = context;
  const responses = asObject(api.responsesProperty?.value);
  const shared = sharedTarget(api, context);
  const entries = missing.map((name) => [name, shared?.value ?? ''] as const);
  if (object === undefined) return [];
  const edit = responses
    ? addProperties(document.text, responses, entries)
    : addProperties(document.text, object, [['responses', Object.fromEntries(entries)]]);
  const where = shared === undefined ? '' : `, leading to ${shared.name}`;
  return fix(document, `Add ${quoteList(missing)}${where}`, [edit], { fixAll: shared !== undefined });
}

interface NamedTarget {
  /** For a person to read. */
  readonly name: string;
  readonly value: NewValue;
}

/** Where two or more of the default responses lead. */
function sharedTarget({ responses }: ApiNode['api'], context: RuleContext): NamedTarget | undefined {
  const targets = responses.flatMap(({ target }) => nameTarget(target, context) ?? []);
  return targets.find(({ name }, index) => targets.findIndex((other) => other.name === name) !== index);
}

/** Undefined for what leads nowhere: it is not to be repeated. */
function nameTarget(target: Target, { flow: { nodes }, project }: RuleContext): NamedTarget | undefined {
  if (target.kind === 'node') return nodes.has(target.id) ? { name: quote(target.id), value: target.id } : undefined;
  if (target.kind !== 'flow') return undefined;
  const { flow, step, at } = target;
  const isThere = project
    ?.flowsNamed(flow.value)
    ?.some((other) => step === undefined || other.flow.nodes.has(step.value));
  const name = step === undefined ? `the flow ${quote(flow.value)}` : `${quote(step.value)} of ${quote(flow.value)}`;
  return isThere ? { name, value: toNewValue(at) } : undefined;
}
