import { isApiNode } from '#core/model/flow';
import { quoteList, type Rule } from '#core/rules/rule';
import { addResults } from '#core/rules/shared/addResults';
import { documentedCodes, findCalledOperation } from '#core/rules/shared/apiOperation';

export const documentedStatusUnmapped: Rule = {
  code: 'documented-status-unmapped',
  title: 'What the API documents has a result of its own',
  severity: 'off',
  basis: 'T',
  explanation:
    'The endpoint names an operation of an OpenAPI description, and that documents answers for which the node has no result: the flow takes `other` for ' +
    'them. That may be meant; where customers should be told something better than that something went wrong, add a result. Status codes count ' +
    'that are documented by themselves, not classes such as `5XX`. The rule is off until it is asked for: set it to `information`, say.',
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
      "results": { "200": "show" },
      "responses": { "other": "sorry" }
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
      "results": { "200": "show", "404": "not-found" },
      "responses": { "other": "sorry" }
    }
  }
}`,
    beside: {
      'orders.openapi.json':
        '{ "openapi": "3.1.0", "paths": { "/orders": { "get": { "responses": { "200": {}, "404": {} } } } } }',
    },
  },
  fixable: true,
  checkNode(node, context, report) {
    if (!isApiNode(node)) return;
    const operation = findCalledOperation(node, context);
    const mapped = new Set(node.results.map(({ key }) => key));
    const missing = operation === undefined ? [] : documentedCodes(operation).filter((code) => !mapped.has(code));
    if (missing.length === 0) return;
    report({
      span: (node.resultsProperty ?? node.property).key,
      message: `The API documents ${quoteList(missing)}, for which no result is mapped`,
      fixes: () => addResults(node, missing, context),
    });
  },
};
