import { type FlowNode, isApiNode } from '#core/model/flow';
import { findNearest } from '#core/model/nearest';
import { endpointNames, withImports } from '#core/model/project';
import { httpResponseCode, isEndpointName, isStatusCode } from '#core/model/vocabulary';
import { type Fix, fix, type Question, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { guessContentType } from '#core/rules/shared/bodyFormat';
import { contentTypeFields } from '#core/rules/shared/findContentType';
import { hidesNames } from '#core/rules/shared/hides';
import { addProperties, type NewValue, replaceValue } from '#core/syntax/editJson';
import { asObject, findProperty } from '#core/syntax/tree';

export const unknownEndpoint: Rule = {
  code: 'unknown-endpoint',
  title: 'A node calls an endpoint that is set up',
  severity: 'error',
  basis: 'D',
  explanation:
    'An endpoint must be set up before a node can use it: in `endpoints` of this file, or in a file that `imports` ' +
    'names. A node that names any other has no URL to call. Correct the name, set the endpoint up, or import the ' +
    'file that has it; what that file itself imports does not come along.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders", "elementValidation": "HTTP_RESPONSE_CODE" }
  },
  "nodes": {
    "get-order": { "type": "api-integration", "endpoint": "order" }
  }
}`,
    right: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders", "elementValidation": "HTTP_RESPONSE_CODE" }
  },
  "nodes": {
    "get-order": { "type": "api-integration", "endpoint": "orders" }
  }
}`,
  },
  fixable: true,
  checkNode(node, context, report) {
    const name = node.endpoint;
    if (
      name === undefined ||
      !callsEndpoints(node) ||
      context.lookUpEndpoint(name.value) !== 'unknown' ||
      context.ask(hidesEndpoints, '')
    )
      return;
    report({
      span: name,
      message: `No endpoint is called ${quote(name.value)}: it must be set up before the node can call it`,
      fixes: () => [...useNearest(node, context), ...createEndpoint(node, context)],
    });
  },
};

/** It may be set up where it can't be read, and that is said there. */
const hidesEndpoints: Question<boolean> = {
  answer: (_, { document, project }) =>
    hidesNames(document, 'imports') || withImports(document, project).some((file) => hidesNames(file, 'endpoints')),
};

/** What `endpoint` means on a node of another type, nobody knows. */
function callsEndpoints(node: FlowNode): boolean {
  return isApiNode(node) || node.type?.value === 'dynamic-list';
}

function useNearest({ endpoint }: FlowNode, { document, project }: RuleContext): readonly Fix[] {
  if (endpoint === undefined) return [];
  const nearest = findNearest(endpoint.value, endpointNames(document, project));
  return nearest === undefined
    ? []
    : fix(document, `Use the endpoint ${quote(nearest)}`, [replaceValue(endpoint, nearest)]);
}

function createEndpoint({ endpoint }: FlowNode, { document, flow }: RuleContext): readonly Fix[] {
  if (endpoint === undefined || !isEndpointName(endpoint.value) || flow.object === undefined) return [];
  const created = suitable([...flow.nodes.values()].filter((node) => node.endpoint?.value === endpoint.value));
  const existing = findProperty(flow.object, 'endpoints');
  const object = asObject(existing?.value);
  if (existing !== undefined && object === undefined) return [];
  const edit = object
    ? addProperties(document.text, object, [[endpoint.value, created]])
    : addProperties(document.text, flow.object, [['endpoints', { [endpoint.value]: created }]]);
  return fix(document, `Set up the endpoint ${quote(endpoint.value)}`, [edit]);
}

/** An endpoint that is right for all who call it, as far as they tell. */
function suitable(callers: readonly FlowNode[]): Readonly<Record<string, NewValue>> {
  const apiNodes = callers.filter(isApiNode);
  const byStatus = apiNodes.every(
    ({ results }) => results.every(({ key }) => isStatusCode(key)) && hasSuccessOrNothing(results),
  );
  const body = apiNodes.map(({ api }) => api.body).find((each) => each !== undefined);
  const contentType = body && guessContentType(body);
  const saysItself = apiNodes.some(({ api }) => contentTypeFields(api.headers).length > 0);
  return {
    url: 'https://example.com',
    ...(body !== undefined && apiNodes.every(({ api }) => api.method === undefined) ? { method: 'POST' } : {}),
    ...(contentType === undefined || saysItself ? {} : { headers: { 'Content-Type': contentType } }),
    elementValidation: byStatus ? httpResponseCode : '$.status',
    ...(callers.every(isApiNode) ? {} : { baseElement: '$' }),
  };
}

/** The results of a node that has yet to be filled in tell nothing. */
function hasSuccessOrNothing(results: FlowNode['results']): boolean {
  return results.length === 0 || results.some(({ key }) => key === '200');
}
