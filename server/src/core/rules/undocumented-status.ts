import { isApiNode } from '#core/model/flow';
import { findNearest } from '#core/model/nearest';
import type { DescriptionLookup } from '#core/model/project';
import { isStatusCode } from '#core/model/vocabulary';
import { fix, quote, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import { documents, findCalledOperation } from '#core/rules/shared/apiOperation';
import { replaceValue } from '#core/syntax/editJson';
import type { JsonString } from '#core/syntax/tree';

export const undocumentedStatus: Rule = {
  code: 'undocumented-status',
  title: 'What a node has a result for is documented',
  severity: 'off',
  basis: 'T',
  explanation:
    'The endpoint names an operation of an OpenAPI description, and that documents no answer with the status of this result: by itself, by its class ' +
    '(`4XX`) or by `default`. Either the API never answers so and the branch is dead, or its description is out of date. `200` is left in peace, as ' +
    'every node has it. The rule also tells where the description or the operation is not there. It is off until it is asked for: set it to ' +
    '`information`, say.',
  example: {
    wrong: `{
  "start": "get-order",
  "endpoints": {
    "orders": {
      "url": "https://api.example.com/orders",
      "elementValidation": "HTTP_RESPONSE_CODE",
      "openapi": { "file": "orders.openapi.json", "operation": "GET /orders" }
    }
  },
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "results": { "200": "show", "402": "pay" }
    }
  }
}`,
    right: `{
  "start": "get-order",
  "endpoints": {
    "orders": {
      "url": "https://api.example.com/orders",
      "elementValidation": "HTTP_RESPONSE_CODE",
      "openapi": { "file": "orders.openapi.json", "operation": "GET /orders" }
    }
  },
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "results": { "200": "show", "404": "not-found" }
    }
  }
}`,
    beside: {
      'orders.openapi.json':
        '{ "openapi": "3.1.0", "paths": { "/orders": { "get": { "responses": { "200": {}, "404": {} } } } } }',
    },
  },
  fixable: true,
  checkEndpoint({ openapi }, context, report) {
    const { file, operation } = openapi ?? {};
    const lookup = file && context.project?.apiDescription(context.document.uri, file.value);
    if (file === undefined || lookup === undefined || lookup.kind === 'pending') return;
    if (lookup.kind !== 'found') report({ span: file, message: describeFault(file, lookup) });
    else if (operation !== undefined) checkOperation(operation, lookup, context, report);
  },
  checkNode(node, context, report) {
    const operation = isApiNode(node) ? findCalledOperation(node, context) : undefined;
    if (operation === undefined) return;
    for (const { key, property } of node.results) {
      if (key === '200' || !isStatusCode(key) || documents(operation, key)) continue;
      report({ span: property.key, message: `The API documents no ${quote(key)} for ${quote(operation.key)}` });
    }
  },
};

type Described = Extract<DescriptionLookup, { kind: 'found' }>;

function checkOperation(
  operation: JsonString,
  { description }: Described,
  { document }: RuleContext,
  report: Reporter,
): void {
  const keys = description.operations.map(({ key }) => key);
  if (keys.includes(operation.value)) return;
  const nearest = findNearest(operation.value, keys);
  report({
    span: operation,
    message: `The description has no operation ${quote(operation.value)}${nearest === undefined ? '' : `; did you mean ${quote(nearest)}?`}`,
    fixes: () =>
      nearest === undefined ? [] : fix(document, `Change to ${quote(nearest)}`, [replaceValue(operation, nearest)]),
  });
}

const faults = {
  outside: 'lies outside of the workspace, and is not read',
  'not-relative': 'is no relative path with "/" between its parts, and is not read',
} as const;

function describeFault(
  { value }: JsonString,
  lookup: Extract<DescriptionLookup, { kind: 'unreadable' }> | { readonly kind: keyof typeof faults },
): string {
  const fault = lookup.kind === 'unreadable' ? `can't be read: ${lookup.reason}` : faults[lookup.kind];
  return `The API description ${quote(value)} ${fault}`;
}
