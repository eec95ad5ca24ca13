import type { NodeKind, Place } from '#core/graph/flowGraph';
import { toLabel } from '#core/graph/label';
import type { FlowDocument } from '#core/model/document';
import type { Branch, Target } from '#core/model/flow';
import { flowsCalled, type Project } from '#core/model/project';

type FlowTarget = Extract<Target, { kind: 'flow' }>;

/** Where a branch leads that leads to no node of its own flow. */
export interface Destination {
  readonly kind: Extract<NodeKind, 'flow' | 'broken'>;
  readonly title: string;
  readonly detail: string;
  /** What it leads to, where that is there; else where it is named. */
  readonly at: Place;
  /** Branches with the same key share a box. What leads nowhere has one for each node that it leaves, by its index. */
  key(from: number): string;
}

/** Describes the target of a branch that `localGraph` finds no node of this flow for. */
export function describeTarget(document: FlowDocument, branch: Branch, project: Project | undefined): Destination {
  const { target, property } = branch;
  if (target.kind === 'flow') return describeFlow(document, target, project);
  if (target.kind !== 'node') {
    return toBroken('nowhere', 'no target', { document, span: property.key }, (from) => `nowhere ${from}`);
  }
  return toBroken(toLabel(target.id), 'no such node', { document, span: target.at }, () => `node ${target.id}`);
}

function describeFlow(document: FlowDocument, target: FlowTarget, project: Project | undefined): Destination {
  const flow = target.flow.value;
  const step = target.step?.value;
  const title = [flow, ...(step === undefined ? [] : [step])].map(toLabel).join(' / ');
  const key = () => `flow ${JSON.stringify([flow, step])}`;
  const named = flowsCalled(flow, document, project);
  const here = { document, span: target.step ?? target.flow };
  // While the workspace is still being read, and without one, nobody can tell.
  if (named.length === 0) {
    const isUnknown = project !== undefined && project.flowsNamed(flow) !== undefined;
    if (isUnknown) return toBroken(title, 'no such flow', here, key);
    return { kind: 'flow', title, detail: 'another flow', at: here, key };
  }
  const at = named.flatMap((other) => findEntrance(other, step) ?? [])[0];
  if (at === undefined && step !== undefined) return toBroken(title, 'no such node', here, key);
  return { kind: 'flow', title, detail: 'another flow', at: at ?? here, key };
}

/** Where a conversation comes into a flow: at the step, else at its start. */
function findEntrance(document: FlowDocument, step: string | undefined): Place | undefined {
  const { nodes, start } = document.flow;
  const id = step ?? (start?.value?.kind === 'string' ? start.value.value : undefined);
  const span = id === undefined ? undefined : nodes.get(id)?.property.key;
  return span && { document, span };
}

function toBroken(title: string, detail: string, at: Place, key: Destination['key']): Destination {
  return { kind: 'broken', title, detail, at, key };
}
