import { areSameItems } from '#core/model/difference';
import type { FlowDocument } from '#core/model/document';
import { type Branch, branchesOf, type Endpoint, type FlowNode, type Target } from '#core/model/flow';
import { createFollower } from '#core/model/follower';
import { remember } from '#core/model/remember';
import { createSummaries, sameList } from '#core/model/summaries';
import { validationKind } from '#core/model/validation';
import { isDefaultResponse, isKnownNodeType, misspeltDefaultResponse } from '#core/model/vocabulary';
import { readsItsVariable, sessionNamesIn } from '#core/paths/facts';
import { asString } from '#core/syntax/tree';
import { endpointTemplates, nodeTemplates, stringsIn, type Template } from '#core/template/placeholders';

/**
 * What ways through a flow rest on, without places: it is the same object for as long as what is typed concerns no way, and so is all
 * that is found with it.
 */
export interface FlowOutline {
  /** One for all versions of a text that came from one another by edits. */
  readonly lineage: object;
  readonly uri: string;
  readonly name: string | undefined;
  /** The id that `start` says, whether there is such a node or not. */
  readonly start: string | undefined;
  /** The names of the variables that are declared. */
  readonly variables: readonly string[];
  /** The same list for as long as all that is typed is where nodes lead. */
  readonly nodes: readonly NodeOutline[];
  /** Where each of them leads, by its number in the list. */
  readonly targets: readonly NodeTargets[];
}

/** What a node is, what it sets and what it reads. */
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
  /** What its own texts ask for: the names inside the brackets of `[[…]]`, in the order of the texts. */
  readonly reads: readonly string[];
}

/** Where a node leads. */
export interface NodeTargets {
  /** As `branchesOf` gives them. */
  readonly branches: readonly BranchOutline[];
  /** All texts of a node whose type the format does not know: any may be the id of a node that it leads to. */
  readonly mayName: readonly string[];
}

/**
 * Whether an API has answered where a branch is taken: a result says so, `other` may, the other default responses never do. Where none is
 * called, none has.
 */
export type Answer = 'answered' | 'perhaps' | 'unanswered';

export interface BranchOutline {
  readonly key: string;
  readonly answer: Answer;
  /** The id of a node; undefined where it leads nowhere yet. */
  readonly target: string | FlowTargetOutline | undefined;
}

/** A flow that a branch leads to: to its start where no step is named. */
export interface FlowTargetOutline {
  readonly flow: string;
  readonly step: string | undefined;
}

/** What ways rest on of an endpoint that a node calls. */
export interface EndpointOutline {
  readonly validation: ReturnType<typeof validationKind>;
  /** What its texts ask for, as for a node. */
  readonly reads: readonly string[];
}

const nodeOutlines = createSummaries(({ flow }) => flow.nodes.list, outlineNode);
const nodeTargets = createSummaries(({ flow }) => flow.nodes.list, outlineTargets);

/** The outline of a document: that of the version before, where an edit left it as it was. */
export const outlineOf = createFollower<FlowOutline>((document, before) => {
  const { flow, uri, lineage } = document;
  const outline: FlowOutline = {
    lineage,
    uri,
    name: flow.name?.value,
    start: asString(flow.start?.value)?.value,
    variables: flow.variables.map(({ name }) => name),
    nodes: nodeOutlines(document),
    targets: nodeTargets(document),
  };
  if (before === undefined) return outline;
  const variables = sameList(before.variables, outline.variables);
  return areSameItems(Object.values(before), Object.values({ ...outline, variables }))
    ? before
    : { ...outline, variables };
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
    reads: readsOf(nodeTemplates(node)),
  };
}

function outlineTargets(node: FlowNode): NodeTargets {
  return {
    branches: branchesOf(node).map((branch) => outlineBranch(branch, node)),
    mayName: isKnownNodeType(node.type?.value) ? nothing : [...stringsIn(node.object)].map(({ value }) => value),
  };
}

const nothing: readonly string[] = [];

/** Every node has such a list: without room for more, and most of them are empty. */
function readsOf(templates: readonly Template[]): readonly string[] {
  if (templates.length === 0) return nothing;
  return templates.flatMap(({ string }) => sessionNamesIn(string.value)).slice();
}

function outlineBranch(branch: Branch, { api }: FlowNode): BranchOutline {
  const { key, target } = branch;
  return { key, answer: api === undefined ? 'unanswered' : answerAt(branch, api), target: outlineTarget(target) };
}

function answerAt(branch: Branch, { responses }: NonNullable<FlowNode['api']>): Answer {
  const { key } = branch;
  if (!responses.includes(branch)) return 'answered';
  const response = isDefaultResponse(key) ? key : misspeltDefaultResponse(key);
  if (response === 'other') return 'perhaps';
  return response === undefined ? 'answered' : 'unanswered';
}

function outlineTarget(target: Target): BranchOutline['target'] {
  if (target.kind === 'node') return target.id;
  return target.kind === 'flow' ? { flow: target.flow.value, step: target.step?.value } : undefined;
}

export const outlineEndpoint = remember((endpoint: Endpoint): EndpointOutline => {
  return { validation: validationKind(endpoint), reads: readsOf(endpointTemplates(endpoint)) };
});
