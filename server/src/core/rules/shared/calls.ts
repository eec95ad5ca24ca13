import type { FlowDocument } from '#core/model/document';
import { remember } from '#core/model/remember';
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
    [...firstCallers(outlineOf(document))].map(([name, id]) => {
      const caller = flow.nodes.get(id);
      const found = caller && context.endpointOf(caller);
      return [name, found && toCall(found, document)];
    }),
  );
}

function toCall(found: NonNullable<ReturnType<RuleContext['endpointOf']>>, document: FlowDocument): Call {
  return { endpoint: outlineEndpoint(found.endpoint), isOwn: found.document === document };
}

/** A node for each endpoint that is called, by the endpoint's name. */
const firstCallers = remember(({ nodes }: FlowOutline): ReadonlyMap<string, string> => {
  const callers = new Map<string, string>();
  for (const { isApi, endpoint, id } of nodes) {
    if (isApi && endpoint !== undefined && !callers.has(endpoint)) callers.set(endpoint, id);
  }
  return callers;
});
