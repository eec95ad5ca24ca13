import { isApiNode } from '#core/model/flow';
import { findField } from '#core/model/headers';
import { findFieldValue } from '#core/request/fieldNames';
import { isMediaRange, listItems, matchesMediaRange } from '#core/request/mediaRange';
import { describeMoment, type Observation } from '#core/request/observation';
import { toMediaType } from '#core/response/mediaType';
import { quote, type Rule } from '#core/rules/rule';

export const observedMediaType: Rule = {
  code: 'observed-media-type',
  title: 'The live API answers in a media type that was asked for',
  severity: 'information',
  basis: 'T',
  explanation:
    "A run of this node got an answer whose `Content-Type` is none that `Accept` asks for. A server that can't give what is asked for may answer 406, or send " +
    'something else (RFC 9110 §12.5.1), an error page of a proxy perhaps. Values are then missing, or the answer is judged by what is not in it. The ' +
    'finding goes when the node changes, and only the editor has it.',
  example: {
    wrong: `{
  "start": "get-order",
  "endpoints": {
    "orders": {
      "url": "https://api.example.com/orders",
      "headers": { "Accept": "application/json" },
      "elementValidation": "HTTP_RESPONSE_CODE"
    }
  },
  "nodes": {
    "get-order": { "type": "api-integration", "endpoint": "orders", "results": { "200": "show" } }
  }
}`,
    right: `{
  "start": "get-order",
  "endpoints": {
    "orders": {
      "url": "https://api.example.com/orders",
      "headers": { "Accept": "application/json, text/html" },
      "elementValidation": "HTTP_RESPONSE_CODE"
    }
  },
  "nodes": {
    "get-order": { "type": "api-integration", "endpoint": "orders", "results": { "200": "show" } }
  }
}`,
    answer: { status: 200, contentType: 'text/html; charset=utf-8', content: '<p>Maintenance</p>' },
  },
  fixable: false,
  afterRun: true,
  checkNode(node, context, report) {
    const observation = isApiNode(node) ? context.observationOf(node) : undefined;
    if (node.api === undefined || observation === undefined) return;
    const unwanted = findUnwanted(observation);
    if (unwanted === undefined) return;
    const field = findField(node.api.headers, 'accept');
    report({
      span: (field?.property ?? node.property).key,
      message: `The API answered with ${quote(unwanted.type)} ${describeMoment(observation)}, and "Accept" asks for ${quote(unwanted.accept)}`,
    });
  },
};

/** Undefined where the answer says nothing, where nothing in particular was asked for, and where it is what was asked for. */
function findUnwanted({ result }: Observation): { readonly type: string; readonly accept: string } | undefined {
  const accept = findFieldValue(result.request.headers, 'accept');
  const { essence } = toMediaType(findFieldValue(result.response?.headers ?? [], 'content-type'));
  const ranges = listItems(accept ?? '');
  if (accept === undefined || essence === '' || ranges.length === 0 || !ranges.every(isMediaRange)) return undefined;
  return ranges.some((range) => matchesMediaRange(essence, range)) ? undefined : { type: essence, accept };
}
