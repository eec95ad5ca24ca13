import { type Flow, isApiNode, type Target } from '#core/model/flow';
import type { Entry } from '#core/refactorings/flowParts';
import { type NewValue, toNewValue } from '#core/syntax/editJson';

/** Where the branches of a new node lead before its author leads them elsewhere. */
export interface StartingTargets {
  /** After a success. */
  readonly success: NewValue;
  /** After anything else. */
  readonly otherwise: NewValue;
  /** Nodes that have to be added for that. */
  readonly added: readonly Entry[];
}

/**
 * A success ends the conversation, with the first `end` of the flow or a new one; all else goes where most nodes of the flow send what
 * they do not expect.
 *
 * @param freeId gives an id like the wanted one that no node has
 */
export function findStartingTargets(flow: Flow, freeId: (wanted: string) => string): StartingTargets {
  const end = [...flow.nodes.values()].find(({ type }) => type?.value === 'end')?.id;
  const success = end ?? freeId('end');
  const added: readonly Entry[] = end === undefined ? [[success, { type: 'end' }]] : [];
  return { success, otherwise: findUsualTarget(flow) ?? success, added };
}

function findUsualTarget(flow: Flow): NewValue | undefined {
  const uses = new Map<string, { count: number; readonly value: NewValue }>();
  for (const node of flow.nodes.values()) {
    if (!isApiNode(node)) continue;
    const other = node.api.responses.find(({ key }) => key === 'other')?.target;
    const value = other && whole(other, flow);
    if (value === undefined) continue;
    const use = uses.get(JSON.stringify(value)) ?? { count: 0, value };
    use.count++;
    uses.set(JSON.stringify(value), use);
  }
  return [...uses.values()].sort((a, b) => b.count - a.count)[0]?.value;
}

/** What leads nowhere is not to be repeated. */
function whole(target: Target, { nodes }: Flow): NewValue | undefined {
  if (target.kind === 'node') return nodes.has(target.id) ? target.id : undefined;
  return target.kind === 'flow' ? toNewValue(target.at) : undefined;
}
