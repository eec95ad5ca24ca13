import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CallHierarchyPrepareParams,
  Range,
} from 'vscode-languageserver-protocol';
import { callersOf } from '#core/model/callers';
import { type FlowDocument, type PlacedNode, startOf } from '#core/model/document';
import { type FoundEndpoint, findEndpoint, flowsCalled, type Project } from '#core/model/project';
import { fileOf } from '#core/names/definitions';
import type { Meaning } from '#core/names/meaning';
import { insideOf } from '#core/names/mention';
import { waysFrom, waysTo } from '#core/paths/ways';
import type { JsonString } from '#core/syntax/tree';
import type { Analysis } from './analysis';
import { findName } from './namePlace';
import { toRange } from './ranges';
import { shownName, symbolKinds } from './symbols';

/** What calls, or is called. */
type Party = PlacedNode | FoundEndpoint;

/** What an item is of. It is found again by its name, as the text may be another when somebody opens the item. */
interface ItemData {
  readonly kind: 'node' | 'endpoint';
  readonly name: string;
}

/**
 * The node or the endpoint that the name under the cursor means; of a flow, the node it starts with. Nodes call the nodes that
 * their branches lead to, and the endpoint that they send requests to.
 */
export function prepareCallHierarchy(
  analysis: Analysis,
  { position }: Pick<CallHierarchyPrepareParams, 'position'>,
  project: Project | undefined,
): CallHierarchyItem[] | null {
  const name = findName(analysis, position, project);
  const parties = name === undefined ? [] : partiesOf(name.meaning, analysis.document, project);
  return parties.length === 0 ? null : parties.map(toItem);
}

function partiesOf(meaning: Meaning, document: FlowDocument, project: Project | undefined): readonly Party[] {
  const { kind, name } = meaning;
  if (kind === 'flow') return flowsCalled(name, document, project).flatMap((file) => startOf(file) ?? []);
  const home = kind === 'node' || kind === 'endpoint' ? fileOf(meaning, document, project) : undefined;
  return (home && findParty(home, { kind, name })) ?? [];
}

/** The nodes whose branches lead to the node, or that call the endpoint; null where that is gone. */
export function incomingCalls(
  { document }: Pick<Analysis, 'document'>,
  { data }: CallHierarchyItem,
  project: Project | undefined,
): CallHierarchyIncomingCall[] | null {
  const [party] = findParty(document, data);
  if (party === undefined) return null;
  const ways = 'node' in party ? waysTo(party, project) : callersOf(party, project).map(toCall);
  return ways.map(({ end, at }) => ({ from: toItem(end), fromRanges: at.map((key) => rangeOf(end.document, key)) }));
}

/** The endpoint that a node calls, and the nodes that its branches lead to, in any flow; an endpoint calls nobody. */
export function outgoingCalls(
  { document }: Pick<Analysis, 'document'>,
  { data }: CallHierarchyItem,
  project: Project | undefined,
): CallHierarchyOutgoingCall[] | null {
  const [party] = findParty(document, data);
  if (party === undefined) return null;
  if ('endpoint' in party) return [];
  const endpoint = findEndpoint(document, party.node, project);
  const calls = endpoint === undefined ? [] : [{ end: endpoint, at: toCall(party).at }];
  return [...calls, ...waysFrom(party, project)].map(({ end, at }) => ({
    to: toItem(end),
    fromRanges: at.map((key) => rangeOf(document, key)),
  }));
}

/** The node or endpoint of a file that an item is of. Clients send back what they were given, or anything. */
function findParty(document: FlowDocument, data: unknown): readonly Party[] {
  const { kind, name = '' } = Object(data) as Partial<ItemData>;
  const node = kind === 'node' ? document.flow.nodes.get(name) : undefined;
  const endpoint = kind === 'endpoint' ? document.flow.endpoints.get(name) : undefined;
  if (node !== undefined) return [{ document, node }];
  return endpoint === undefined ? [] : [{ document, endpoint }];
}

/** A node that calls an endpoint, with the place where it names that. */
function toCall(caller: PlacedNode): { readonly end: PlacedNode; readonly at: readonly JsonString[] } {
  const { endpoint } = caller.node;
  return { end: caller, at: endpoint === undefined ? [] : [endpoint] };
}

function toItem(party: Party): CallHierarchyItem {
  const { document } = party;
  const [kind, property, type] =
    'node' in party
      ? (['node', party.node.property, party.node.type?.value] as const)
      : (['endpoint', party.endpoint.property, 'endpoint'] as const);
  return {
    name: shownName(property.name),
    detail: [type, document.flow.name?.value].flatMap((part) => part || []).join(' · '),
    kind: symbolKinds[kind],
    uri: document.uri,
    range: toRange(document.lines, property),
    selectionRange: rangeOf(document, property.key),
    data: { kind, name: property.name } satisfies ItemData,
  };
}

function rangeOf({ lines }: FlowDocument, name: JsonString): Range {
  return toRange(lines, insideOf(name));
}
