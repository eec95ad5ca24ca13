import type { FlowDocument } from '#core/model/document';
import { type Branch, branchesOf, type Endpoint, type FlowNode, type Target } from '#core/model/flow';
import { createFollower } from '#core/model/follower';
import { remember } from '#core/model/remember';
import { createSummaries, isSame, sameList } from '#core/model/summaries';
import { validationKind } from '#core/model/validation';
import { isKnownNodeType } from '#core/model/vocabulary';
import { readsItsVariable, sessionNamesIn } from '#core/paths/facts';
import { asString } from '#core/syntax/tree';
import { endpointTemplates, nodeTemplates, stringsIn } from '#core/template/placeholders';

/**
 * What ways through a flow rest on, without places: it is the same object for as long as what is typed concerns no way, and so is all
 * that is found with it.
 */
export interface FlowOutline {
  readonly uri: string;
  readonly name: string | undefined;
  /** The id that `start` says, whether there is such a node or not. */
  readonly start: string | undefined;
  /** The names of the variables that are declared. */
  readonly variables: readonly string[];
  readonly nodes: readonly NodeOutline[];
}

export interface NodeOutline {
  readonly id: string;
  readonly type: string | undefined;
  readonly isApi: boolean;
  /** Whether the platform enters here by itself. */
  readonly entry: boolean;
  /** The variable that the node sets. */
  readonly sets: string | undefined;
  /** The variable that the node looks at, in any of the ways a text may name one. */
  readonly looksAt: string | undefined;
  /** The name of the endpoint that it calls. */
  readonly endpoint: string | undefined;
  /** As `branchesOf` gives them. */
  readonly branches: readonly BranchOutline[];
  /** All texts of a node whose type the format does not know: any may be the id of a node that it leads to. */
  readonly mayName: readonly string[];
  /** What its own texts ask for: the names inside the brackets of `[[…]]`, in the order of the texts. */
  readonly reads: readonly string[];
}

export interface BranchOutline {
  readonly key: string;
  readonly isResponse: boolean;
  /** A `flow` leads to its start where no step is named. The others lead nowhere yet. */
  readonly target:
    | { readonly kind: 'node'; readonly id: string }
    | { readonly kind: 'flow'; readonly flow: string; readonly step: string | undefined }
    | { readonly kind: 'empty' | 'broken' };
}

/** What ways rest on of an endpoint that a node calls. */
export interface EndpointOutline {
  readonly validation: ReturnType<typeof validationKind>;
  /** What its texts ask for, as for a node. */
  readonly reads: readonly string[];
}

const nodeOutlines = createSummaries(({ flow }) => flow.nodes.list, outlineNode);

/** The outline of a document: that of the version before, where an edit left it as it was. */
export const outlineOf = createFollower<FlowOutline>((document, before) => {
  const { flow, uri } = document;
  const nodes = nodeOutlines(document);
  const named = {
    uri,
    name: flow.name?.value,
    start: asString(flow.start?.value)?.value,
    variables: flow.variables.map(({ name }) => name),
  };
  if (before?.nodes === nodes && isSame({ ...before, nodes: [] }, { ...named, nodes: [] })) return before;
  return { ...named, nodes };
});

let last: readonly FlowOutline[] = [];
const byFlows = new WeakMap<readonly FlowDocument[], readonly FlowOutline[]>();

/** The outlines of some documents: the same list for as long as they are the same. */
export function outlinesOf(flows: readonly FlowDocument[]): readonly FlowOutline[] {
  const known = byFlows.get(flows);
  if (known !== undefined) return known;
  last = sameList(last, flows.map(outlineOf));
  byFlows.set(flows, last);
  return last;
}

function outlineNode(node: FlowNode): NodeOutline {
  const { id, type, api, entry, variable, endpoint } = node;
  return {
    id,
    type: type?.value,
    isApi: api !== undefined,
    entry,
    sets: readsItsVariable(node) ? undefined : variable?.value,
    looksAt: readsItsVariable(node) ? variable?.value : undefined,
    endpoint: endpoint?.value,
    branches: branchesOf(node).map((branch) => outlineBranch(branch, node)),
    mayName: isKnownNodeType(type?.value) ? [] : [...stringsIn(node.object)].map(({ value }) => value),
    reads: [...nodeTemplates(node)].flatMap(({ string }) => sessionNamesIn(string.value)),
  };
}

function outlineBranch(branch: Branch, { api }: FlowNode): BranchOutline {
  const isResponse = api?.responses.includes(branch) ?? false;
  return { key: branch.key, isResponse, target: outlineTarget(branch.target) };
}

function outlineTarget(target: Target): BranchOutline['target'] {
  if (target.kind === 'node') return { kind: 'node', id: target.id };
  if (target.kind === 'flow') return { kind: 'flow', flow: target.flow.value, step: target.step?.value };
  return { kind: target.kind };
}

export const outlineEndpoint = remember((endpoint: Endpoint): EndpointOutline => {
  const reads = [...endpointTemplates(endpoint)].flatMap(({ string }) => sessionNamesIn(string.value));
  return { validation: validationKind(endpoint), reads };
});
