import { quote, type Rule } from '#core/rules/rule';
import { type UnsetNeed, unsetNeeds } from '#core/rules/shared/unsetNeeds';

export const unsetResponseVariable: Rule = {
  code: 'unset-response-variable',
  title: 'Values of an answer are used where the API has answered',
  severity: 'warning',
  basis: 'T',
  explanation:
    'A `[[endpoint:…]]` is used in a node to which no way calls the endpoint and gets an answer. A result means that there was one, `other` that ' +
    'there may have been; behind `error`, `timeout` and `max-connection` there was none. Where some ways have called and others have not, it is ' +
    'information, and one way without an answer is spelled out.',
  example: {
    wrong: `{
  "name": "order-status",
  "start": "get-order",
  "endpoints": { "orders": { "url": "https://api.example.com/orders" } },
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "results": { "200": "show" },
      "responses": { "other": "sorry", "error": "sorry", "timeout": "sorry", "max-connection": "sorry" }
    },
    "show": { "type": "text-display", "text": "It is [[orders:status]]", "next": "end" },
    "sorry": { "type": "text-display", "text": "We could not look: [[orders:reason]]", "next": "end" },
    "end": { "type": "end" }
  }
}`,
    right: `{
  "name": "order-status",
  "start": "get-order",
  "endpoints": { "orders": { "url": "https://api.example.com/orders" } },
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "results": { "200": "show" },
      "responses": { "other": "sorry", "error": "sorry", "timeout": "sorry", "max-connection": "sorry" }
    },
    "show": { "type": "text-display", "text": "It is [[orders:status]]", "next": "end" },
    "sorry": { "type": "text-display", "text": "We could not look", "next": "end" },
    "end": { "type": "end" }
  }
}`,
  },
  fixable: false,
  checkFile(context, report) {
    for (const unset of unsetNeeds(context)) {
      if (unset.need.kind !== 'response') continue;
      const severity = unset.isSetOnSomeWay ? ({ severity: 'information' } as const) : {};
      report({ span: unset.span, message: messageOf(unset), related: unset.related, ...severity });
    }
  },
};

function messageOf({ need: { written, name }, node, isSetOnSomeWay }: UnsetNeed): string {
  return isSetOnSomeWay
    ? `Not every way to ${quote(node.id)} brings an answer of ${quote(name)}, so ${quote(written)} may have no value`
    : `No way to ${quote(node.id)} brings an answer of ${quote(name)}, so ${quote(written)} has no value`;
}
