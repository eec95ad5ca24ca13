import type { FlowDocument } from '#core/model/document';
import { remember } from '#core/model/remember';
import { groupBy } from '#core/paths/groupBy';
import { type EndpointOutline, type FlowOutline, outlineEndpoint, outlineOf } from '#core/paths/outline';
import type { RuleContext } from '#core/rules/rule';

/** What ways rest on of an endpoint that is called, and whether the calling file sets it up itself. */
export interface Call {
  readonly endpoint: EndpointOutline;
  readonly isOwn: boolean;
}

/** The endpoints that the API Integration nodes of a file call, by name; undefined for one that is not set up, or nobody can tell. */
export function callsOf(context: RuleContext): ReadonlyMap<string, Call | undefined> {
  const { document, flow } = context;
  return new Map(
    [...firstCallers(outlineOf(document).nodes)].map(([name, id]) => {
      const caller = flow.nodes.get(id);
      const found = caller && context.endpointOf(caller);
      return [name, found && toCall(found, document)];
    }),
  );
}

function toCall(found: NonNullable<ReturnType<RuleContext['endpointOf']>>, document: FlowDocument): Call {
  return { endpoint: outlineEndpoint(found.endpoint), isOwn: found.document === document };
}

/**
 * The numbers of the API Integration nodes that call an endpoint which is not set up, or that nobody can tell, by the nodes of a flow and
 * what they call.
 */
export function callingUnknown(
  nodes: FlowOutline['nodes'],
  calls: ReadonlyMap<string, Call | undefined>,
): readonly number[] {
  return [...callersByName(nodes)].flatMap(([name, callers]) => (calls.get(name) === undefined ? callers : []));
}

/** By the name of what they call; an empty one where they do not say. */
const callersByName = remember((nodes: FlowOutline['nodes']) =>
  groupBy(
    [...nodes.keys()].filter((number) => nodes[number]?.isApi),
    (number) => nodes[number]?.endpoint ?? '',
  ),
);

/** A node for each endpoint that is called, by the endpoint's name. */
const firstCallers = remember((nodes: FlowOutline['nodes']): ReadonlyMap<string, string> => {
  const callers = new Map<string, string>();
  for (const { isApi, endpoint, id } of nodes) {
    if (isApi && endpoint !== undefined && !callers.has(endpoint)) callers.set(endpoint, id);
  }
  return callers;
});
