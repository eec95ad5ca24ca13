import { apiCallersOf } from '#core/model/callers';
import type { FlowDocument } from '#core/model/document';
import type { FlowNode, HeaderField } from '#core/model/flow';
import { findField, headersObject, isBlank } from '#core/model/headers';
import { isCredentialField } from '#core/request/credentials';
import { findByShape, findInField } from '#core/request/literalCredentials';
import { type Fix, fix, quote, quoteList, type Rule, type RuleContext } from '#core/rules/rule';
import { findForbidden } from '#core/rules/shared/findForbidden';
import { removeField } from '#core/rules/shared/removeField';
import { haveSameValue, type SharedField, sharedFields } from '#core/rules/shared/sharedFields';
import { replaceValue, toNewValue } from '#core/syntax/editJson';

export const headerMismatch: Rule = {
  code: 'header-mismatch',
  title: 'A header has the same value on the endpoint and on the node',
  severity: 'error',
  basis: 'D',
  explanation:
    'Where a field is set on the endpoint and on the node, the platform expects the same value in both places; where ' +
    'the two differ, its calls fail. Set it in one place, best on the endpoint, which all nodes share, or make both ' +
    'values the same. Names compare without case (RFC 9110 §5.1), values without space around them, lists item by ' +
    'item. Values that are written differently count as the same if every environment of the committed environment ' +
    'file makes them so.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "headers": { "Accept": "application/json" } }
  },
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "headers": { "accept": "application/xml" }
    }
  }
}`,
    right: `{
  "endpoints": {
    "orders": { "headers": { "Accept": "application/json" } }
  },
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "headers": { "accept": "application/json" }
    }
  }
}`,
  },
  fixable: true,
  checkNode(node, context, report) {
    for (const shared of sharedFields(node, context)) {
      if (shared.isSame) continue;
      const { onNode, onEndpoint, found } = shared;
      report({
        span: onNode.property.key,
        message: messageOf(shared),
        related: [
          {
            document: found.document,
            span: onEndpoint.property.key,
            message: `${quote(onEndpoint.name)} on the endpoint`,
          },
        ],
        fixes: () => fixesOf(node, shared, context),
      });
    }
  },
};

function messageOf({ onNode, onEndpoint, found }: SharedField): string {
  const endpoint = quote(found.endpoint.name);
  const fails = "the platform's calls fail where they differ";
  if (isCredentialField(onNode.name)) {
    return `${quote(onNode.name)} has another value here than on the endpoint ${endpoint}; ${fails}`;
  }
  const [here, there] = [onNode, onEndpoint].map(({ values }) => quoteList(values.map(({ value }) => value)));
  return `${quote(onNode.name)} is ${here} here and ${there} on the endpoint ${endpoint}; ${fails}`;
}

function fixesOf(node: FlowNode, shared: SharedField, context: RuleContext): readonly Fix[] {
  const { document } = context;
  const { onNode, onEndpoint, found } = shared;
  return [
    ...copyValue(onEndpoint, onNode, document, "Use the endpoint's value"),
    ...fix(document, 'Remove it from the node', [removeField(document.text, headersObject(node), onNode)]),
    ...(othersAgree(node, shared, context)
      ? copyValue(onNode, onEndpoint, found.document, "Use the node's value on the endpoint")
      : []),
  ];
}

/**
 * Withheld where the value is none or can't be sent, and where it is a literal credential: it is to leave the flow, not to spread
 * in it.
 */
function copyValue(from: HeaderField, to: HeaderField, document: FlowDocument, title: string): readonly Fix[] {
  const [value, place] = [from.property.value, to.property.value];
  const isSpread = countCredentials(from) > countCredentials(to);
  const isSendable = from.values.every((each) => findForbidden(each.value) === undefined);
  if (value === undefined || place === undefined || isBlank(from) || isSpread || !isSendable) return [];
  return fix(document, title, [replaceValue(place, toNewValue(value))]);
}

function countCredentials({ name, values }: HeaderField): number {
  return values.filter(({ value }) => findInField(name, value) ?? findByShape(value)).length;
}

/** Changing the endpoint must not break another node that has been right so far. */
function othersAgree(node: FlowNode, { onNode, found }: SharedField, context: RuleContext): boolean {
  for (const { node: caller } of apiCallersOf(found, context.project)) {
    const theirs = caller === node ? undefined : findField(caller.api.headers, onNode.name);
    if (theirs !== undefined && !haveSameValue(theirs, onNode, context)) return false;
  }
  return true;
}
