import { apiCallersOf } from '#core/model/callers';
import type { Endpoint, HeaderField } from '#core/model/flow';
import { findField, headersObject } from '#core/model/headers';
import { isManagedField } from '#core/request/fieldNames';
import { type Fix, fix, quote, type Report, type Rule, type RuleContext } from '#core/rules/rule';
import { removeEntry } from '#core/syntax/editJson';
import { type JsonObject, standsTwice } from '#core/syntax/tree';

export const duplicateHeader: Rule = {
  code: 'duplicate-header',
  title: 'A header stands once in an object, in whatever case',
  severity: 'error',
  basis: 'R',
  explanation:
    'Names of fields compare without case (RFC 9110 §5.1), so `Accept` and `accept` are one field that is set twice. ' +
    'Both values are sent, and which of them counts is up to the server; for fields like `Content-Type` or ' +
    '`Authorization`, which may stand in a request only once, it may refuse the request. Keep one of the two. A field ' +
    'that is meant to be sent several times has a list as its value: `"Accept": ["application/json", "text/plain"]`.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": {
      "headers": { "Accept": "application/json", "accept": "application/xml" }
    }
  }
}`,
    right: `{
  "endpoints": {
    "orders": {
      "headers": { "Accept": ["application/json", "application/xml"] }
    }
  }
}`,
  },
  fixable: true,
  checkEndpoint(endpoint, context, report) {
    for (const twice of twiceIn(endpoint.headers)) {
      const isFree = () => !isSetByCallers(twice.later.name, endpoint, context);
      report(toReport(twice, headersObject(endpoint), context, isFree));
    }
  },
  checkNode(node, context, report) {
    for (const twice of twiceIn(node.api?.headers ?? [])) {
      report(toReport(twice, headersObject(node), context, () => true));
    }
  },
};

interface Twice {
  readonly first: HeaderField;
  readonly later: HeaderField;
}

/** What the client leaves out is sent not even once; a name that has no value yet may still become another. */
function twiceIn(fields: readonly HeaderField[]): readonly Twice[] {
  if (fields.length < 2) return [];
  const twice: Twice[] = [];
  const firsts = new Map<string, HeaderField>();
  for (const later of fields) {
    if (later.property.value === undefined || isManagedField(later.name)) continue;
    const name = later.name.toLowerCase();
    const first = firsts.get(name);
    if (first === undefined) firsts.set(name, later);
    else twice.push({ first, later });
  }
  return twice;
}

/** What nodes set is compared with the first of an endpoint's fields: another one in its place might differ. */
function isSetByCallers(name: string, endpoint: Endpoint, { document, project }: RuleContext): boolean {
  const callers = apiCallersOf({ endpoint, document }, project);
  return callers.some(({ node }) => findField(node.api.headers, name) !== undefined);
}

function toReport(
  { first, later }: Twice,
  headers: JsonObject | undefined,
  { document }: RuleContext,
  mayRemoveFirst: () => boolean,
): Report {
  return {
    span: later.property.key,
    message: `${quote(later.name)} and ${quote(first.name)} are one field, and both values are sent`,
    related: [{ document, span: first.property.key, message: `${quote(first.name)} stands here already` }],
    fixes: () => [
      ...remove(later, 'Keep the earlier one', headers, document),
      ...(mayRemoveFirst() ? remove(first, 'Keep this one', headers, document) : []),
    ],
  };
}

/** Withheld where the same key stands there once more and would come to light. */
function remove(
  { name, property }: HeaderField,
  title: string,
  headers: JsonObject | undefined,
  document: RuleContext['document'],
): readonly Fix[] {
  if (headers === undefined || standsTwice(headers, name)) return [];
  return fix(document, title, [removeEntry(document.text, headers, property)]);
}
