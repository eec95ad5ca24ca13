import { type Flow, type FlowNode, isApiNode } from '#core/model/flow';
import { findNearest } from '#core/model/nearest';
import { endpointNames, lookUpEndpoint } from '#core/model/project';
import { httpResponseCode, isEndpointName, isStatusCode } from '#core/model/vocabulary';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { addProperties, replaceValue } from '#core/syntax/editJson';
import { asObject, findProperty } from '#core/syntax/tree';

export const unknownEndpoint: Rule = {
  code: 'unknown-endpoint',
  title: 'A node calls an endpoint that is set up',
  severity: 'error',
  basis: 'D',
  explanation:
    'Endpoints must be set up before a node can use them: in `endpoints` of this file, or in a file that it imports.',
  fixable: true,
  *checkNode(node, context) {
    const name = node.endpoint;
    if (
      name === undefined ||
      !callsEndpoints(node) ||
      lookUpEndpoint(context.document, name.value, context.project) !== 'unknown'
    )
      return;
    yield {
      span: name,
      message: `No endpoint is called ${quote(name.value)}: it must be set up before the node can call it`,
      fixes: () => [...useNearest(node, context), ...createEndpoint(node, context)],
    };
  },
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
  const byStatus = callersNamed(endpoint.value, flow).every(
    ({ results }) => results.every(({ key }) => isStatusCode(key)) && hasSuccessOrNothing(results),
  );
  const created = { url: 'https://example.com', elementValidation: byStatus ? httpResponseCode : '$.status' };
  const existing = findProperty(flow.object, 'endpoints');
  const object = asObject(existing?.value);
  if (existing !== undefined && object === undefined) return [];
  const edit = object
    ? addProperties(document.text, object, [[endpoint.value, created]])
    : addProperties(document.text, flow.object, [['endpoints', { [endpoint.value]: created }]]);
  return fix(document, `Set up the endpoint ${quote(endpoint.value)}`, [edit]);
}

function callersNamed(name: string, flow: Flow): readonly FlowNode[] {
  return [...flow.nodes.values()].filter((node) => isApiNode(node) && node.endpoint?.value === name);
}

/** The results of a node that has yet to be filled in tell nothing. */
function hasSuccessOrNothing(results: FlowNode['results']): boolean {
  return results.length === 0 || results.some(({ key }) => key === '200');
}
