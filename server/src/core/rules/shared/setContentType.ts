import { apiCallersOf } from '#core/model/callers';
import type { ApiNode, HeaderField } from '#core/model/flow';
import { trimFieldValue } from '#core/model/headers';
import type { FoundEndpoint } from '#core/model/project';
import { hasBody } from '#core/request/methods';
import { toMediaType } from '#core/response/mediaType';
import { editsIn, type Fix, fixFiles, quote, type RuleContext } from '#core/rules/rule';
import { isMediaType } from '#core/rules/shared/bodyFormat';
import { contentTypeFields } from '#core/rules/shared/findContentType';
import { addProperties, replaceValue } from '#core/syntax/editJson';
import { asObject, findProperty } from '#core/syntax/tree';
import { withHoles } from '#core/template/hole';

/**
 * Sets the `Content-Type` of a node's request: on each side that has the field, so that both agree, else on the node. None
 * where a placeholder would be overwritten, or where the endpoint has the field and another caller would be wrong with it.
 */
export function setContentType(node: ApiNode, contentType: string, context: RuleContext): readonly Fix[] {
  const { document } = context;
  const found = context.endpointOf(node);
  const own = contentTypeFields(node.api.headers);
  const shared = contentTypeFields(found?.endpoint.headers ?? []);
  const title = `Set "Content-Type" to ${quote(contentType)}`;
  if ([...own, ...shared].some(hangsOnPlaceholders)) return [];
  if (own.length + shared.length === 0) return fixFiles(title, [addField(node, contentType, context)]);
  if (found !== undefined && shared.length > 0 && !allCanSend(contentType, node, found, context)) return [];
  const replace = ({ property }: HeaderField) => property.value && replaceValue(property.value, contentType);
  return fixFiles(title, [
    editsIn(document, own.map(replace)),
    ...(found === undefined ? [] : [editsIn(found.document, shared.map(replace))]),
  ]);
}

function hangsOnPlaceholders({ values }: HeaderField): boolean {
  return values.some(({ value }) => withHoles(value) !== value);
}

function addField({ object }: ApiNode, contentType: string, { document }: RuleContext): ReturnType<typeof editsIn> {
  if (object === undefined) return undefined;
  const headers = findProperty(object, 'headers');
  if (headers === undefined) {
    return editsIn(document, [addProperties(document.text, object, [['headers', { 'Content-Type': contentType }]])]);
  }
  const fields = asObject(headers.value);
  return fields && editsIn(document, [addProperties(document.text, fields, [['Content-Type', contentType]])]);
}

/** Whether the other callers of an endpoint would be right with another `Content-Type` on it. */
function allCanSend(contentType: string, node: ApiNode, found: FoundEndpoint, { project }: RuleContext): boolean {
  const mediaType = toMediaType(contentType);
  for (const { node: caller } of apiCallersOf(found, project)) {
    if (caller === node) continue;
    const own = contentTypeFields(caller.api.headers).flatMap(({ values }) => values);
    if (own.some(({ value }) => trimFieldValue(value) !== contentType)) return false;
    const { body } = caller.api;
    if (body !== undefined && hasBody(caller) && !isMediaType(body, mediaType)) return false;
  }
  return true;
}
