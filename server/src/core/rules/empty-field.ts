import { apiCallersOf } from '#core/model/callers';
import { type Endpoint, type FlowNode, type HeaderField, isApiNode } from '#core/model/flow';
import { headersObject, isSameName, isWhole, trimFieldValue } from '#core/model/headers';
import { isManagedField } from '#core/request/fieldNames';
import { hasBody } from '#core/request/methods';
import { type Fix, fix, quote, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import { removeField } from '#core/rules/shared/removeField';
import { sharedFields } from '#core/rules/shared/sharedFields';
import { removeEntry } from '#core/syntax/editJson';
import type { Span } from '#core/syntax/span';
import { asArray, findProperty, type JsonArray, type JsonNode } from '#core/syntax/tree';

export const emptyField: Rule = {
  code: 'empty-field',
  title: 'A header has a value and a query parameter has a name',
  severity: 'warning',
  basis: 'D',
  explanation:
    'A header and a query parameter are a key together with a value. An empty value is sent as it is, which few ' +
    'servers expect, and a query parameter without a name is a value that no server looks for. Fill it in, or remove ' +
    'it. A query parameter may have an empty value: `?gift=` is a flag in many APIs.',
  example: {
    wrong: `{
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "headers": { "Accept-Language": "" },
      "query": [ { "name": "", "value": "items" } ]
    }
  }
}`,
    right: `{
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "headers": { "Accept-Language": "en" },
      "query": [ { "name": "expand", "value": "items" }, { "name": "gift", "value": "" } ]
    }
  }
}`,
  },
  fixable: true,
  checkEndpoint(endpoint, context, report) {
    for (const field of endpoint.headers) checkField(field, endpoint, context, report);
  },
  checkNode(node, context, report) {
    for (const field of node.api?.headers ?? []) {
      checkField(field, node, context, (found) => {
        // Where the endpoint has a value, `header-mismatch` says so.
        if (!isDifferent(field, node, context)) report(found);
      });
    }
    checkQuery(node, context, report);
  },
};

/** Whether the endpoint that a node calls has the field with another value. */
function isDifferent(field: HeaderField, node: FlowNode, context: RuleContext): boolean {
  return sharedFields(node, context).some(({ onNode, isSame }) => onNode === field && !isSame);
}

/** A field without a name has a greater fault, and one that the client sets itself is not sent empty. */
function checkField(field: HeaderField, owner: Endpoint | FlowNode, context: RuleContext, report: Reporter): void {
  if (field.name === '' || isManagedField(field.name) || !isWhole(field)) return;
  const fault = () => `${quote(field.name)} has no value`;
  if (asArray(field.property.value)?.items.length === 0) {
    const message = `${fault()} and is not sent`;
    report({ span: field.property.key, message, fixes: () => removeWhole(field, owner, context) });
  }
  for (const value of field.values) {
    if (trimFieldValue(value.value) !== '') continue;
    report({ span: value, message: `${fault()} and is sent empty`, fixes: () => remove(value, field, owner, context) });
  }
}

/** An item of a list goes alone where others are left. */
function remove(value: JsonNode, field: HeaderField, owner: Endpoint | FlowNode, context: RuleContext): readonly Fix[] {
  const list = asArray(field.property.value);
  if (list === undefined || list.items.length < 2) return removeWhole(field, owner, context);
  return removeFrom(list, value, context);
}

function removeWhole(field: HeaderField, owner: Endpoint | FlowNode, context: RuleContext): readonly Fix[] {
  const { document } = context;
  // Without the field a body would have none that says what it is: only the author can fill it in.
  if (isSameName(field.name, 'content-type') && sendsBody(owner, context)) return [];
  return fix(document, title, [removeField(document.text, headersObject(owner), field)]);
}

const title = 'Remove it';

function sendsBody(owner: Endpoint | FlowNode, { document, project }: RuleContext): boolean {
  if ('id' in owner) return isApiNode(owner) && hasBody(owner);
  return apiCallersOf({ endpoint: owner, document }, project).some(({ node }) => hasBody(node));
}

function checkQuery({ object, api }: FlowNode, context: RuleContext, report: Reporter): void {
  for (const [index, { name }] of api?.query.entries() ?? []) {
    if (name?.value.trim() !== '') continue;
    const list = asArray(findProperty(object, 'query')?.value);
    const item = list?.items[index];
    if (list === undefined || item === undefined) continue;
    const message = 'The query parameter has no name, and no server looks for its value';
    report({ span: name, message, fixes: () => removeFrom(list, item, context) });
  }
}

function removeFrom(list: JsonArray, entry: Span, { document }: RuleContext): readonly Fix[] {
  return fix(document, title, [removeEntry(document.text, list, entry)]);
}
