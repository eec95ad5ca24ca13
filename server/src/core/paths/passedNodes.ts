import { areSameItems } from '#core/model/difference';
import { type Arrow, changedArrows } from '#core/paths/changedArrows';
import { answerCodes, compactWays, type Digraph } from '#core/paths/compactWays';
import { type Dominators, dominators } from '#core/paths/dominators';
import { follow } from '#core/paths/follow';
import type { JointGraph } from '#core/paths/jointGraph';
import type { Edge, Outgoing } from '#core/paths/localGraph';

/** What every walk from where conversations begin to a node has passed. Nodes are given by their numbers in the graph. */
export interface PassedNodes {
  /** Whether every walk to a node has passed another one before. */
  isPassedBefore(passed: number, node: number): boolean;
  /** Whether it has passed that, and the API of that has answered. */
  isAnsweredBefore(calling: number, node: number): boolean;
}

/** With the tree that it is read from. */
interface Found extends PassedNodes {
  readonly tree: Dominators;
}

const findPassed = follow<readonly number[], Found>({ isSame: areSameItems, isRightStill: isTreeRight, find });

/**
 * The same object for as long as an edit is known to leave that as it is. What walks have to pass rests on those alone that come to no
 * node twice; so an arrow back to what was passed already says nothing, wherever it comes from or goes.
 */
export function passedNodes(graph: JointGraph): PassedNodes {
  return findPassed(graph, graph.entries);
}

function find(outgoing: Outgoing, entries: readonly number[]): Found {
  const count = outgoing.length;
  const tree = dominators(withAnswers(outgoing, entries), rootOf(count));
  return {
    tree,
    isPassedBefore: tree.isPassedBefore,
    isAnsweredBefore: (calling, node) => tree.isPassedBefore(count + calling, node),
  };
}

/** Each node has a second number, past all others: what is passed where its API has answered. Past these is what leads to the entries. */
function rootOf(count: number): number {
  return 2 * count;
}

function withAnswers(outgoing: Outgoing, entries: readonly number[]): Digraph {
  const count = outgoing.length;
  const { starts, to, answers } = compactWays(outgoing);
  const ways = { starts: new Int32Array(rootOf(count) + 2), to: new Int32Array(to.length + count + entries.length) };
  let place = 0;
  const putEdges = (node: number, isAnswered: boolean): boolean => {
    let isAnyOther = false;
    const end = starts[node + 1] ?? 0;
    for (let edge = starts[node] ?? 0; edge < end; edge++) {
      if ((answers[edge] === answerCodes.answered) === isAnswered) ways.to[place++] = to[edge] ?? 0;
      else isAnyOther = true;
    }
    return isAnyOther;
  };
  for (let node = 0; node < count; node++) {
    if (putEdges(node, false)) ways.to[place++] = count + node;
    ways.starts[node + 1] = place;
  }
  for (let node = 0; node < count; node++) {
    putEdges(node, true);
    ways.starts[count + node + 1] = place;
  }
  for (const entry of entries) ways.to[place++] = entry;
  ways.starts[rootOf(count) + 1] = place;
  return ways;
}

/** The arrows that `withAnswers` makes of the edges that leave a node. */
function arrowsOf(edges: readonly Edge[], node: number, count: number): readonly Arrow[] {
  const arrows = edges.map(({ to, answer }): Arrow => [answer === 'answered' ? count + node : node, to]);
  return arrows.some(([from]) => from !== node) ? [...arrows, [node, count + node]] : arrows;
}

/**
 * Whether the tree of dominators is that of the graph as it is now, as far as the tree itself tells. An arrow that is added from `x` to `y`
 * leaves it where `y`, or the dominator of `y`, is passed before `x` anyway. One that is removed does where `y` is passed before `x`,
 * or where the dominator of `y` leads there directly: whatever was come to through `y` still is, past nothing new.
 */
function isTreeRight({ tree }: Found, before: Outgoing, now: Outgoing, entries: readonly number[]): boolean {
  const count = now.length;
  const root = rootOf(count);
  const changed = changedArrows(before, now, (edges, node) => arrowsOf(edges, node, count));
  const isReached = (number: number): boolean => number === root || tree.nearest(number) !== undefined;
  const isAbove = (one: number, other: number): boolean => one === other || tree.isPassedBefore(one, other);
  const leads = (from: number, to: number): boolean => {
    if (from === root) return entries.includes(to);
    const node = from % count;
    return arrowsOf(now[node] ?? [], node, count).some((arrow) => arrow[0] === from && arrow[1] === to);
  };
  const staysWithout = ([from, to]: Arrow): boolean =>
    !isReached(from) || isAbove(to, from) || leads(tree.nearest(to) ?? root, to);
  const staysWith = ([from, to]: Arrow): boolean =>
    !isReached(from) || (isReached(to) && (isAbove(to, from) || isAbove(tree.nearest(to) ?? root, from)));
  return changed?.removed.every(staysWithout) === true && changed.added.every(staysWith);
}
