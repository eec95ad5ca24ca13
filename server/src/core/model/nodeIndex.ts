import { differenceOf } from '#core/model/difference';
import type { FlowDocument } from '#core/model/document';
import type { FlowNode } from '#core/model/flow';

/** Nodes by names that they hold, in the order of the text. Right until the document is edited. */
export type NodeIndex = ReadonlyMap<string, readonly FlowNode[]>;

interface Followed {
  nodes: readonly FlowNode[];
  readonly byName: Map<string, FlowNode[]>;
}

/**
 * A way to look the nodes of a flow up by names that they hold. Made once for a document, and kept up with its edits: the names of the
 * nodes that are gone go out, those of the new ones come in.
 */
export function createNodeIndex(namesOf: (node: FlowNode) => readonly string[]): (document: FlowDocument) => NodeIndex {
  const followed = new WeakMap<object, Followed>();
  return ({ flow, lineage }) => {
    const known = followed.get(lineage) ?? { nodes: [], byName: new Map() };
    followed.set(lineage, known);
    if (known.nodes !== flow.nodes.list) follow(known, flow.nodes.list, namesOf);
    return known.byName;
  };
}

/** More than this many nodes that came or went at once are no edit, and all is made anew. */
const fewNodes = 50;

function follow(known: Followed, nodes: readonly FlowNode[], namesOf: (node: FlowNode) => readonly string[]): void {
  const { removed, added } = differenceOf(known.nodes, nodes);
  known.nodes = nodes;
  if (removed.length + added.length > fewNodes) {
    known.byName.clear();
    for (const node of nodes) for (const name of new Set(namesOf(node))) append(known.byName, name, node);
    return;
  }
  for (const node of removed) for (const name of new Set(namesOf(node))) takeOut(known.byName, name, node);
  for (const node of added) for (const name of new Set(namesOf(node))) putIn(known.byName, name, node);
}

function append(byName: Followed['byName'], name: string, node: FlowNode): void {
  const others = byName.get(name);
  if (others === undefined) byName.set(name, [node]);
  else others.push(node);
}

/** Here as in `putIn`, lists that were given out stay as they are. */
function takeOut(byName: Followed['byName'], name: string, node: FlowNode): void {
  const others = (byName.get(name) ?? []).filter((other) => other !== node);
  if (others.length > 0) byName.set(name, others);
  else byName.delete(name);
}

/** Behind all that stand before it in the text: mostly at the end, as nodes come in that order. */
function putIn(byName: Followed['byName'], name: string, node: FlowNode): void {
  const others = byName.get(name);
  if (others === undefined) byName.set(name, [node]);
  else {
    const { offset } = node.property;
    let at = others.length;
    while (at > 0 && (others[at - 1]?.property.offset ?? 0) > offset) at--;
    byName.set(name, others.toSpliced(at, 0, node));
  }
}
