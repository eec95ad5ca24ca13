import { apiCallersOf } from '#core/model/callers';
import { type ApiNode, isApiNode } from '#core/model/flow';
import type { FoundEndpoint } from '#core/model/project';
import { areMismatched, effectiveMethod, hasBody, isDocumentedMethod, takesNoBody } from '#core/request/methods';
import { type Fix, fix, fixFiles, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { fitsMediaType, guessContentType } from '#core/rules/shared/bodyFormat';
import { changeMethod } from '#core/rules/shared/changeMethod';
import { findContentType } from '#core/rules/shared/findContentType';
import { findMisspelling } from '#core/rules/shared/misspelling';
import { setContentType } from '#core/rules/shared/setContentType';
import { addProperties, removeEntry, replaceValue } from '#core/syntax/editJson';
import { findProperty } from '#core/syntax/tree';

export const bodyWithGet: Rule = {
  code: 'body-with-get',
  title: 'Only requests that send something have a body',
  severity: 'warning',
  basis: 'D',
  explanation:
    'A body belongs to a POST. With GET and DELETE it has no meaning (RFC 9110 §9.3.1, §9.3.5): some services ignore it, ' +
    'others refuse the request, and what is in between may drop it. A node without a method takes that of its ' +
    'endpoint, and GET where the endpoint names none either, so mostly the method was forgotten. Make the request a ' +
    'POST, or remove the body and send its values in the URL or the query.',
  example: {
    wrong: `{
  "endpoints": {
    "bookings": { "headers": { "Content-Type": "application/json" } }
  },
  "nodes": {
    "book": { "type": "api-integration", "endpoint": "bookings", "body": { "date": "[[date]]" } }
  }
}`,
    right: `{
  "endpoints": {
    "bookings": { "method": "POST", "headers": { "Content-Type": "application/json" } }
  },
  "nodes": {
    "book": { "type": "api-integration", "endpoint": "bookings", "body": { "date": "[[date]]" } }
  }
}`,
  },
  fixable: true,
  checkNode(node, context, report) {
    if (!isApiNode(node) || !hasBody(node)) return;
    const body = findProperty(node.object, 'body');
    const found = context.endpointOf(node);
    if (body === undefined || found === undefined || isMethodUnclear(node, found, context)) return;
    const method = effectiveMethod(node, found.endpoint);
    if (!takesNoBody(method)) return;
    const isNamed = node.api.method !== undefined || found.endpoint.method !== undefined;
    const reason = isNamed ? '' : ', the default where neither the node nor the endpoint names a method';
    report({
      span: body.key,
      message: `A body is for POST, and this request is a ${method}${reason}`,
      fixes: () => [...makeRightPost(node, found, context), ...removeBody(node, context)],
    });
  },
};

/** A method of a wrong type or with a misspelt key is said elsewhere, and so is one that only has to follow the endpoint's. */
function isMethodUnclear(node: ApiNode, found: FoundEndpoint, { document }: RuleContext): boolean {
  const shared = found.endpoint.method?.value;
  if (shared !== undefined && areMismatched(node, found.endpoint) && !takesNoBody(shared)) return true;
  const sides = [
    { owner: document, object: node.object, method: node.api.method },
    { owner: found.document, object: found.endpoint.object, method: found.endpoint.method },
  ];
  return sides.some(
    ({ owner, object, method }) =>
      method === undefined &&
      (findProperty(object, 'method') !== undefined || findMisspelling(owner, object, 'method') !== undefined),
  );
}

/** A POST says what its body is, or it is the next to be reported. Withheld where nobody can tell. */
function makeRightPost(node: ApiNode, found: FoundEndpoint, context: RuleContext): readonly Fix[] {
  const contentType = findContentType(node, context);
  const { body } = node.api;
  if (body === undefined || contentType.kind === 'unknown') return makePost(node, found, context);
  if (contentType.kind === 'known') {
    const isRight = contentType.types.every(({ mediaType }) => fitsMediaType(body, mediaType));
    return isRight ? makePost(node, found, context) : [];
  }
  const guessed = guessContentType(body);
  const [setting] = guessed === undefined ? [] : setContentType(node, guessed, context);
  if (setting === undefined) return [];
  return makePost(node, found, context).map(({ edits, ...post }) => ({
    ...post,
    title: `${post.title} with "Content-Type": ${quote(guessed ?? '')}`,
    edits: [...edits, ...setting.edits],
  }));
}

/** On each side that says otherwise; on the node where the endpoint leaves the choice to it. */
function makePost(node: ApiNode, found: FoundEndpoint, context: RuleContext): readonly Fix[] {
  const { document } = context;
  const own = node.api.method;
  const shared = found.endpoint.method?.value;
  const title = 'Make it a POST';
  if (shared !== undefined && isDocumentedMethod(shared)) {
    const edits = isForPost(found, context) ? changeMethod(found, 'POST', context) : undefined;
    return edits === undefined ? [] : fixFiles(title, edits);
  }
  if (node.object === undefined) return [];
  const edit = own ? replaceValue(own, 'POST') : addProperties(document.text, node.object, [['method', 'POST']]);
  return fix(document, title, [edit]);
}

/** Whether all callers of an endpoint have something to send: a request that is right must not change with this one. */
function isForPost(found: FoundEndpoint, { project }: RuleContext): boolean {
  return apiCallersOf(found, project).every(({ node }) => hasBody(node) || node.api.method?.value === 'POST');
}

/** With a second `body` before it, removing the last one would bring that to life. */
function removeBody({ object }: ApiNode, { document }: RuleContext): readonly Fix[] {
  const [body, ...others] = object?.properties.filter(({ name }) => name === 'body') ?? [];
  if (object === undefined || body === undefined || others.length > 0) return [];
  return fix(document, 'Remove the body', [removeEntry(document.text, object, body)]);
}
