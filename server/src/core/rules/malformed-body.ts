import { isApiNode } from '#core/model/flow';
import { findBodyError } from '#core/request/findBodyError';
import { isJson, type MediaType } from '#core/response/mediaType';
import type { Rule } from '#core/rules/rule';
import { fitsMediaType } from '#core/rules/shared/bodyFormat';
import { findContentType } from '#core/rules/shared/findContentType';
import { toLines } from '#core/syntax/lines';
import { withoutPlaceholderFaults } from '#core/template/placeholderFaults';

export const malformedBody: Rule = {
  code: 'malformed-body',
  title: 'A body in JSON or XML is well-formed',
  severity: 'error',
  basis: 'R',
  explanation:
    'A body that is a text is sent as it is. Where its `Content-Type` says JSON (RFC 8259) or XML (XML 1.0) and the text ' +
    'is not well-formed, the service refuses it, mostly with 400. A placeholder counts as a value wherever a value may ' +
    'stand, with or without quotes. The message counts lines and columns within the body. Correct the text; for JSON ' +
    'it is easier still to write the body as an object, in which no value can break anything.',
  example: {
    wrong: `{
  "endpoints": {
    "bookings": { "method": "POST", "headers": { "Content-Type": "application/json" } }
  },
  "nodes": {
    "book": { "type": "api-integration", "endpoint": "bookings", "body": "{ date: \\"[[date]]\\" }" }
  }
}`,
    right: `{
  "endpoints": {
    "bookings": { "method": "POST", "headers": { "Content-Type": "application/json" } }
  },
  "nodes": {
    "book": { "type": "api-integration", "endpoint": "bookings", "body": "{ \\"date\\": \\"[[date]]\\", \\"guests\\": [[guests]] }" }
  }
}`,
  },
  fixable: false,
  checkNode(node, context, report) {
    if (!isApiNode(node)) return;
    const { body } = node.api;
    if (body?.kind !== 'string' || body.value === '') return;
    const contentType = findContentType(node, context);
    if (contentType.kind !== 'known') return;
    const mediaTypes = contentType.types.map(({ mediaType }) => mediaType);
    if (!mediaTypes.every((mediaType) => fitsMediaType(body, mediaType))) return;
    // A placeholder that is misspelt is said elsewhere.
    const texts = [body.value, withoutPlaceholderFaults(body.value, 'body')];
    const wrong = mediaTypes.find((mediaType) => texts.every((text) => findBodyError(text, mediaType) !== undefined));
    const error = wrong && findBodyError(body.value, wrong);
    if (wrong === undefined || error === undefined) return;
    const { line, character } = toLines(body.value).positionAt(error.offset);
    const place = `line ${line + 1}, column ${character + 1} of the body`;
    report({ span: body, message: `The body is not well-formed ${nameOf(wrong)}: ${error.reason} (${place})` });
  },
};

function nameOf(mediaType: MediaType): string {
  return isJson(mediaType) ? 'JSON' : 'XML';
}
