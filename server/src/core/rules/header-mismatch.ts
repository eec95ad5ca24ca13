import { type ApiNode, type HeaderField, isApiNode } from '#core/model/flow';
import { callersOf, type FoundEndpoint } from '#core/model/project';
import { isCredentialField } from '#core/request/credentials';
import { type Fix, fix, quote, quoteList, type Rule, type RuleContext } from '#core/rules/rule';
import { removeEntry, replaceValue, toNewValue } from '#core/syntax/editJson';
import { asObject, findProperty } from '#core/syntax/tree';
import { fill } from '#core/template/fill';

export const headerMismatch: Rule = {
  code: 'header-mismatch',
  title: 'A header has the same value on the endpoint and on the node',
  severity: 'error',
  basis: 'D',
  explanation:
    "Where a header is set on the endpoint and on the node as well, both must be the same, or the platform's calls fail. Names compare without case " +
    '(RFC 9110 §5.1), values without space around them. Values that are written differently count as the same if every environment ' +
    'of the committed environment file makes them so.',
  fixable: true,
  *checkNode(node, context) {
    if (!isApiNode(node)) return;
    const found = context.endpointOf(node);
    if (found === undefined) return;
    for (const field of node.api.headers) {
      const other = findField(found.endpoint.headers, field.name);
      if (other === undefined || isBroken(field) || isBroken(other) || areSame(field, other, context)) continue;
      yield {
        span: field.property.key,
        message: messageOf(field, other, found.endpoint.name),
        related: [
          { document: found.document, span: other.property.key, message: `${quote(other.name)} on the endpoint` },
        ],
        fixes: () => fixesOf(node, field, other, found, context),
      };
    }
  },
};

function findField(fields: readonly HeaderField[], name: string): HeaderField | undefined {
  return fields.find((field) => field.name.toLowerCase() === name.toLowerCase());
}

/** Half typed, or of a wrong type, which is said elsewhere. */
function isBroken({ property, values }: HeaderField): boolean {
  return (
    property.value === undefined ||
    values.length !== (property.value.kind === 'array' ? property.value.items.length : 1)
  );
}

/** Values as they compare: trimmed, item by item; as written, and filled from each committed environment. */
function areSame(a: HeaderField, b: HeaderField, { document, project }: RuleContext): boolean {
  if (compared(a) === compared(b)) return true;
  const environments = [...(project?.environmentFiles(document.uri).committed.values() ?? [])];
  return environments.length > 0 && environments.every((values) => compared(a, values) === compared(b, values));
}

function compared({ values }: HeaderField, environment?: ReadonlyMap<string, string>): string {
  const filled = values.map(({ value }) =>
    environment === undefined
      ? value
      : fill(value, { environment: (name) => environment.get(name), session: () => undefined }).text,
  );
  return JSON.stringify(filled.map((value) => value.trim()));
}

function messageOf(field: HeaderField, other: HeaderField, endpoint: string): string {
  const fails = "the platform's calls fail where they differ";
  if (isCredentialField(field.name)) {
    return `${quote(field.name)} has another value here than on the endpoint ${quote(endpoint)}; ${fails}`;
  }
  const [here, there] = [field, other].map(({ values }) => quoteList(values.map(({ value }) => value)));
  return `${quote(field.name)} is ${here} here and ${there} on the endpoint ${quote(endpoint)}; ${fails}`;
}

function fixesOf(
  node: ApiNode,
  field: HeaderField,
  other: HeaderField,
  found: FoundEndpoint,
  context: RuleContext,
): readonly Fix[] {
  const { document } = context;
  const headers = asObject(findProperty(node.object, 'headers')?.value);
  const [here, there] = [field.property.value, other.property.value];
  if (here === undefined || there === undefined || headers === undefined) return [];
  return [
    ...fix(document, "Use the endpoint's value", [replaceValue(here, toNewValue(there))]),
    ...fix(document, 'Remove it from the node', [removeEntry(document.text, headers, field.property)]),
    ...(othersAgree(node, field, found, context)
      ? fix(found.document, "Use the node's value on the endpoint", [replaceValue(there, toNewValue(here))])
      : []),
  ];
}

/** Changing the endpoint must not break another node that has been right so far. */
function othersAgree(node: ApiNode, field: HeaderField, found: FoundEndpoint, context: RuleContext): boolean {
  for (const caller of callersOf(found, context.project)) {
    const theirs = caller === node ? undefined : findField(caller.api?.headers ?? [], field.name);
    if (theirs !== undefined && !areSame(theirs, field, context)) return false;
  }
  return true;
}
