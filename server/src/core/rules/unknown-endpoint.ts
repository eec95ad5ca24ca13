import type { FlowNode } from '#core/model/flow';
import { findNearest } from '#core/model/nearest';
import { endpointNames, lookUpEndpoint } from '#core/model/project';
import { httpResponseCode } from '#core/model/vocabulary';
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
    if (name === undefined || lookUpEndpoint(context.document, name.value, context.project) !== 'unknown') return;
    yield {
      span: name,
      message: `No endpoint is called ${quote(name.value)}: it must be set up before the node can call it`,
      fixes: () => [...useNearest(node, context), ...createEndpoint(node, context)],
    };
  },
};

function useNearest({ endpoint }: FlowNode, { document, project }: RuleContext): readonly Fix[] {
  if (endpoint === undefined) return [];
  const nearest = findNearest(endpoint.value, endpointNames(document, project));
  return nearest === undefined
    ? []
    : fix(document, `Use the endpoint ${quote(nearest)}`, [replaceValue(endpoint, nearest)]);
}

function createEndpoint({ endpoint, results }: FlowNode, { document, flow }: RuleContext): readonly Fix[] {
  if (endpoint === undefined || endpoint.value.trim() === '' || flow.object === undefined) return [];
  const byStatus = results.length === 0 || results.some(({ key }) => key === '200');
  const created = { url: 'https://example.com', elementValidation: byStatus ? httpResponseCode : '$.status' };
  const existing = findProperty(flow.object, 'endpoints');
  const object = asObject(existing?.value);
  if (existing !== undefined && object === undefined) return [];
  const edit = object
    ? addProperties(document.text, object, [[endpoint.value, created]])
    : addProperties(document.text, flow.object, [['endpoints', { [endpoint.value]: created }]]);
  return fix(document, `Set up the endpoint ${quote(endpoint.value)}`, [edit]);
}
