import { type ApiNode, isApiNode } from '#core/model/flow';
import { effectiveMethod, hasBody, takesNoBody } from '#core/request/methods';
import { toMediaType } from '#core/response/mediaType';
import { type Fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { bodyFormat, fitsMediaType, guessContentType, isMediaType } from '#core/rules/shared/bodyFormat';
import { inEnvironments } from '#core/rules/shared/fillFromEnvironments';
import { findContentType } from '#core/rules/shared/findContentType';
import { setContentType } from '#core/rules/shared/setContentType';
import { findProperty, type JsonNode } from '#core/syntax/tree';

export const bodyMediaType: Rule = {
  code: 'body-media-type',
  title: 'A body is what its Content-Type says',
  severity: 'warning',
  basis: 'R',
  explanation:
    'A body that is no text is sent as JSON; a text is sent as it is, so it may be XML or a form. What it is, only ' +
    '`Content-Type` says (RFC 9110 §8.3), on the node or on the endpoint. Without it the service has to guess, and ' +
    'where it says something else, such as XML or a form for a JSON body, the service reads nothing or answers 400 or ' +
    '415. Set it to what the body is, or write the body as a text of the kind that the service asks for.',
  example: {
    wrong: `{
  "endpoints": {
    "points": { "method": "POST", "headers": { "Content-Type": "application/xml" } }
  },
  "nodes": {
    "add-points": { "type": "api-integration", "endpoint": "points", "body": { "points": { "member": "[[memberId]]" } } }
  }
}`,
    right: `{
  "endpoints": {
    "points": { "method": "POST", "headers": { "Content-Type": "application/xml" } }
  },
  "nodes": {
    "add-points": { "type": "api-integration", "endpoint": "points", "body": "<points><member>[[memberId]]</member></points>" }
  }
}`,
  },
  fixable: true,
  checkNode(node, context, report) {
    if (!isApiNode(node) || !hasBody(node)) return;
    const { body } = node.api;
    const endpoint = context.endpointOf(node)?.endpoint;
    // What a body is matters once it has a place in the request, and `body-with-get` says where it has none.
    if (endpoint !== undefined && takesNoBody(effectiveMethod(node, endpoint))) return;
    const key = findProperty(node.object, 'body')?.key;
    if (body === undefined || key === undefined) return;
    const contentType = findContentType(node, context);
    const fixes = () => sayWhatItIs(node, body, context);
    if (contentType.kind === 'absent') {
      const message =
        'The body has no "Content-Type", on the node or on the endpoint, so the service has to guess what it is';
      report({ span: key, message, fixes });
    }
    if (contentType.kind !== 'known') return;
    const wrong = contentType.types.filter(({ mediaType }) => !fitsMediaType(body, mediaType));
    if (wrong.length === 0) return;
    const { field, document } = contentType;
    const said = `"Content-Type" is ${quote(field.values[0]?.value ?? '')}`;
    report({
      span: key,
      message: `The body is sent as ${bodyFormat(body)}, but ${said}${inEnvironments(wrong)}`,
      related: [{ document, span: field.property.key, message: said }],
      fixes,
    });
  },
};

/** Withheld for a text that nobody can tell the kind of, or that is not well-formed. */
function sayWhatItIs(node: ApiNode, body: JsonNode, context: RuleContext): readonly Fix[] {
  const contentType = guessContentType(body);
  if (contentType === undefined || !isMediaType(body, toMediaType(contentType))) return [];
  return setContentType(node, contentType, context);
}
