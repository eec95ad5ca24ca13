import { noEnvironmentFiles } from '#core/model/environment';
import { type ApiPart, type Endpoint, type FlowNode, isApiNode } from '#core/model/flow';
import { toReading } from '#core/paths/facts';
import { isCredentialField } from '#core/request/credentials';
import { type Fix, fix, quote, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import { endOf, type Span } from '#core/syntax/span';
import { spansInString } from '#core/syntax/spansInString';
import type { JsonString } from '#core/syntax/tree';
import { placeholderNames } from '#core/template/fill';
import { findPlaceholderFaults, type PlaceholderFault, platformFunctions } from '#core/template/placeholderFaults';
import { endpointTemplates, nodeTemplates, type Template } from '#core/template/placeholders';

export const placeholderSyntax: Rule = {
  code: 'placeholder-syntax',
  title: 'Placeholders are written as the platform reads them',
  severity: 'warning',
  basis: 'D',
  explanation:
    'A session variable is written `[[name]]`, an environment value `{{name}}`, and both need two brackets on either side. ' +
    'What is written otherwise is text: the customer sees the brackets, or the API gets them. `${name}` and the `{name}` ' +
    "of a path that was copied from an API's documentation mean nothing here. The functions take their parts in this " +
    'order: `[[lower:text]]`, `[[upper:text]]`, `[[left:count:text]]`, `[[right:count:text]]` and `[[substr:from:to:text]]`, ' +
    'where the text may be one placeholder.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders/{orderId}" }
  },
  "nodes": {
    "show-order": { "type": "text-display", "text": "Dear [[name], it is [[left:[[orders:status]]]]." }
  }
}`,
    right: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders/[[orderId]]" }
  },
  "nodes": {
    "show-order": { "type": "text-display", "text": "Dear [[name]], it is [[left:8:[[orders:status]]]]." }
  }
}`,
  },
  fixable: true,
  checkEndpoint(endpoint, context, report) {
    checkTemplates(endpointTemplates(endpoint), endpoint, context, report);
  },
  checkNode(node, context, report) {
    checkTemplates(nodeTemplates(node), node, context, report);
  },
};

function checkTemplates(
  templates: Iterable<Template>,
  owner: Endpoint | FlowNode,
  context: RuleContext,
  report: Reporter,
): void {
  for (const template of templates) {
    const { string, place } = template;
    const faults = findPlaceholderFaults(string.value, place).filter((fault) => !isOfNode(fault, context));
    if (faults.length === 0) continue;
    const isHidden = holdsCredential(string, owner);
    const spans = spansInString(context.document.text, string, faults);
    for (const [index, fault] of faults.entries()) {
      const span = spans[index] ?? string;
      const written = isHidden ? 'What is written here' : quote(writtenAt(string, fault));
      report({
        span,
        message: `${written} ${explain(fault)}`,
        fixes: () => fixesOf(fault, span, template, context),
      });
    }
  }
}

/** A node may be called like a function: `[[left:result]]` is its result then. */
function isOfNode(fault: PlaceholderFault, context: RuleContext): boolean {
  return fault.kind === 'call' && context.hasNode(fault.function);
}

function holdsCredential(string: JsonString, owner: Endpoint | FlowNode): boolean {
  const { headers, query } = 'api' in owner ? (owner.api ?? noFields) : { ...noFields, headers: owner.headers };
  return (
    headers.some(({ name, values }) => values.includes(string) && isCredentialField(name)) ||
    query.some(({ name, value }) => value === string && name !== undefined && isCredentialField(name.value))
  );
}

const noFields: Pick<ApiPart, 'headers' | 'query'> = { headers: [], query: [] };

function writtenAt({ value }: JsonString, { offset, length }: Span): string {
  return value.slice(offset, offset + length);
}

function explain(fault: PlaceholderFault): string {
  switch (fault.kind) {
    case 'unclosed':
      return `is not closed by "${fault.missing[0]?.repeat(2)}", so it is no placeholder and stays as it is written`;
    case 'foreign':
      return 'is no placeholder and stays as it is written; a session variable is written "[[name]]"';
    case 'call':
      return `is not a valid call of "${fault.function}"; write "${platformFunctions[fault.function].usage}"`;
  }
}

/** Withheld where what it would ask for is known to nobody: then it is not only the spelling that is wrong. */
function fixesOf(
  fault: PlaceholderFault,
  span: Span,
  { string, place }: Template,
  context: RuleContext,
): readonly Fix[] {
  const { document } = context;
  if (fault.kind === 'foreign') {
    return [`[[${fault.name}]]`, `{{${fault.name}}}`]
      .filter((placeholder) => isKnown(placeholder, context))
      .flatMap((placeholder) => fix(document, `Change to ${quote(placeholder)}`, [{ span, newText: placeholder }]));
  }
  if (fault.kind === 'call' || fault.isClosedLater) return [];
  const [before, after] = [string.value.slice(0, endOf(fault)), string.value.slice(endOf(fault))];
  const closed = findPlaceholderFaults(before + fault.missing + after, place);
  const isMended = closed.length < findPlaceholderFaults(string.value, place).length;
  if (!isMended || !isKnown(writtenAt(string, fault) + fault.missing, context)) return [];
  const edit = { span: { offset: endOf(span), length: 0 }, newText: fault.missing };
  return fix(document, `Close it with ${quote(fault.missing)}`, [edit]);
}

/** Whether all that a text asks for is set up somewhere: variables in the flow, values in the environments. */
function isKnown(text: string, context: RuleContext): boolean {
  const { session, environment } = placeholderNames(text);
  return (
    session.every((name) => isKnownVariable(name, context)) && environment.every((name) => isKnownValue(name, context))
  );
}

function isKnownVariable(name: string, { flow }: RuleContext): boolean {
  const reading = toReading(name);
  // The flows that import an endpoint library set its variables.
  if (reading === undefined || flow.nodes.size === 0) return true;
  const nodes = [...flow.nodes.values()];
  const isSet = (variable: string) =>
    flow.variables.some((declared) => declared.name === variable) ||
    nodes.some((node) => node.variable?.value === variable);
  if (reading.kind === 'variable') return isSet(reading.name);
  const { prefix, path } = reading;
  return nodes.some((node) => hasValuesOf(node, prefix)) || (path === 'value' && isSet(prefix));
}

/** Whether a node brings the values that begin with a prefix: of its endpoint's answer, or of what it calculates. */
function hasValuesOf(node: FlowNode, prefix: string): boolean {
  const isCalling = isApiNode(node) || node.type?.value === 'dynamic-list';
  if (isCalling && node.endpoint?.value === prefix) return true;
  return node.id === prefix && (isCalling || node.type?.value === 'calculate');
}

function isKnownValue(name: string, { document, project, environment, isSecret }: RuleContext): boolean {
  const { committed } = project?.environmentFiles(document.uri) ?? noEnvironmentFiles;
  const environments = environment === null ? [...committed.values()] : [committed.get(environment)];
  return isSecret(name) || environments.some((values) => values?.has(name));
}
