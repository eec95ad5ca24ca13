import { changedPlaces } from '#core/model/difference';
import type { Edge, Outgoing } from '#core/paths/localGraph';

/** That one node leads to another, by however many edges. Both by their numbers. */
export type Arrow = readonly [from: number, to: number];

/** Which arrows one graph has, and another of the same nodes has not. */
export interface ChangedArrows {
  readonly removed: readonly Arrow[];
  readonly added: readonly Arrow[];
}

/** Where more nodes than these lead elsewhere, all is looked at anew. */
const fewNodes = 20;

/**
 * What an edit makes of a graph: undefined where that is more than a few nodes' ways.
 *
 * @param arrowsOf what the edges that leave a node count as
 */
export function changedArrows(
  before: Outgoing,
  after: Outgoing,
  arrowsOf: (edges: readonly Edge[], node: number) => readonly Arrow[] = toArrows,
): ChangedArrows | undefined {
  if (before.length !== after.length) return undefined;
  const places = changedPlaces(before, after);
  if (places.length > fewNodes) return undefined;
  const arrowsIn = (outgoing: Outgoing) => places.map((place) => arrowsOf(outgoing[place] ?? [], place));
  const [was, is] = [arrowsIn(before), arrowsIn(after)];
  return {
    removed: was.flatMap((arrows, place) => without(arrows, is[place] ?? [])),
    added: is.flatMap((arrows, place) => without(arrows, was[place] ?? [])),
  };
}

function toArrows(edges: readonly Edge[]): readonly Arrow[] {
  return edges.map(({ from, to }) => [from, to]);
}

function without(arrows: readonly Arrow[], others: readonly Arrow[]): readonly Arrow[] {
  const names = new Set(others.map(String));
  return arrows.filter((arrow) => !names.has(String(arrow)));
}
