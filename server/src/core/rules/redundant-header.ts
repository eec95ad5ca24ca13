import { headersObject, isBlank } from '#core/model/headers';
import { isManagedField } from '#core/request/fieldNames';
import { fix, quote, type Rule } from '#core/rules/rule';
import { removeField } from '#core/rules/shared/removeField';
import { sharedFields } from '#core/rules/shared/sharedFields';

export const redundantHeader: Rule = {
  code: 'redundant-header',
  title: 'A header is set in one place',
  severity: 'hint',
  basis: 'D',
  explanation:
    'A field that the endpoint sets is sent by every node that calls it. Where a node sets it as well, with the same ' +
    'value, it changes nothing; but as soon as somebody changes it in one of the two places, the calls fail. Remove ' +
    'it from the node. What counts as the same value, `header-mismatch` says: there the values differ.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "headers": { "Accept": "application/json" } }
  },
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "headers": { "accept": "application/json", "Accept-Language": "en" }
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
      "headers": { "Accept-Language": "en" }
    }
  }
}`,
  },
  fixable: true,
  checkNode(node, context, report) {
    const { document } = context;
    for (const { onNode, onEndpoint, found, isSame } of sharedFields(node, context)) {
      // `managed-header` and `empty-field` have both of them removed.
      if (!isSame || isManagedField(onNode.name) || isBlank(onNode)) continue;
      const place = `${quote(onEndpoint.name)} on the endpoint`;
      report({
        span: onNode.property.key,
        message: `${quote(onNode.name)} is already set to the same value on the endpoint ${quote(found.endpoint.name)}`,
        related: [{ document: found.document, span: onEndpoint.property.key, message: place }],
        fixes: () =>
          fix(document, 'Remove it from the node', [removeField(document.text, headersObject(node), onNode)]),
      });
    }
  },
};
