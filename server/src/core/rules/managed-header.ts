import type { Endpoint, FlowNode, HeaderField } from '#core/model/flow';
import { headersObject, isWhole } from '#core/model/headers';
import { isManagedField } from '#core/request/fieldNames';
import { fix, quote, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import { removeField } from '#core/rules/shared/removeField';

export const managedHeader: Rule = {
  code: 'managed-header',
  title: 'Headers that the client sets itself are left to it',
  severity: 'warning',
  basis: 'R',
  explanation:
    '`Host`, `Content-Length`, `Transfer-Encoding`, `Connection`, `Upgrade`, `Expect` and their like say where a message ' +
    'ends or belong to one connection (RFC 9110 §7.2, §7.6.1, §8.6, §10.1.1). Only the client knows them at the ' +
    'time of sending; a value from elsewhere cuts a request short or lets its rest be read as another one. Such a ' +
    'field is left out of the request, and the preview says so. Remove it.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": {
      "headers": { "Host": "orders.example.com", "Content-Length": "42", "Accept": "application/json" }
    }
  }
}`,
    right: `{
  "endpoints": {
    "orders": {
      "headers": { "Accept": "application/json" }
    }
  }
}`,
  },
  fixable: true,
  checkEndpoint(endpoint, context, report) {
    checkFields(endpoint.headers, endpoint, context, report);
  },
  checkNode(node, context, report) {
    checkFields(node.api?.headers ?? [], node, context, report);
  },
};

function checkFields(
  fields: readonly HeaderField[],
  owner: Endpoint | FlowNode,
  { document }: RuleContext,
  report: Reporter,
): void {
  for (const field of fields) {
    if (!isManagedField(field.name) || !isWhole(field)) continue;
    report({
      span: field.property.key,
      message: `${quote(field.name)} is left out of the request: the client sets it itself`,
      fixes: () => fix(document, 'Remove it', [removeField(document.text, headersObject(owner), field)]),
    });
  }
}
