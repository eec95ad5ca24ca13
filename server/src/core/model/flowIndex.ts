import type { FlowDocument } from '#core/model/document';

/** Flows by names that they hold, in the order of their list. Right for as long as that list is the one that counts. */
export type FlowIndex = ReadonlyMap<string, readonly FlowDocument[]>;

type NamesIn = (document: FlowDocument) => Iterable<string>;

interface Followed {
  readonly flows: readonly FlowDocument[];
  readonly byName: Map<string, FlowDocument[]>;
  /** What each flow was filed under. */
  readonly namesOf: Map<FlowDocument, ReadonlySet<string>>;
  /** Where each flow stands in the list. */
  readonly positions: Map<FlowDocument, number>;
}

/**
 * A way to look flows up by names that they hold. Made once for a list of flows, which is another list as soon as one of them
 * changes: whoever asks for every file of a workspace does not walk all of them for each. After an edit the next list differs from
 * the last in one flow, and the index is kept up with it, for the price of the names of that one.
 */
export function createFlowIndex(namesIn: NamesIn): (flows: readonly FlowDocument[]) => FlowIndex {
  let last: Followed | undefined;
  const made = new WeakMap<readonly FlowDocument[], Followed>();
  return (flows) => {
    const known = made.get(flows);
    if (known !== undefined) return known.byName;
    const changed = last && changedByEdits(last.flows, flows);
    // What is kept up is of no use for the list that it was made for.
    if (last !== undefined && changed !== undefined) made.delete(last.flows);
    last =
      last !== undefined && changed !== undefined ? follow(last, flows, changed, namesIn) : createIndex(flows, namesIn);
    made.set(flows, last);
    return last.byName;
  };
}

function createIndex(flows: readonly FlowDocument[], namesIn: NamesIn): Followed {
  const index: Followed = { flows, byName: new Map(), namesOf: new Map(), positions: new Map() };
  for (const [position, flow] of flows.entries()) {
    const names = new Set(namesIn(flow));
    index.positions.set(flow, position);
    index.namesOf.set(flow, names);
    for (const name of names) {
      const others = index.byName.get(name);
      if (others === undefined) index.byName.set(name, [flow]);
      else others.push(flow);
    }
  }
  return index;
}

/** More than this many flows that changed at once are no edit, and all is made anew. */
const fewFlows = 20;

/**
 * Where flows stand that were edited since, and so may not be looked at any more as they were; undefined where the lists differ in
 * anything else. Both may count then: where something is renamed, the flows as they would be have a list of their own.
 */
function changedByEdits(
  before: readonly FlowDocument[],
  after: readonly FlowDocument[],
): readonly number[] | undefined {
  if (before.length !== after.length) return undefined;
  const changed: number[] = [];
  for (let position = 0; position < after.length; position++) {
    if (before[position] === after[position]) continue;
    if (before[position]?.lineage !== after[position]?.lineage || changed.length === fewFlows) return undefined;
    changed.push(position);
  }
  return changed;
}

function follow(
  followed: Followed,
  flows: readonly FlowDocument[],
  changed: readonly number[],
  namesIn: NamesIn,
): Followed {
  const index: Followed = { ...followed, flows };
  for (const position of changed) {
    const [before, after] = [followed.flows[position], flows[position]];
    if (before === undefined || after === undefined) continue;
    unfile(before, index);
    file(after, position, new Set(namesIn(after)), index);
  }
  return index;
}

/** Lists that were given out stay as they are. */
function file(flow: FlowDocument, position: number, names: ReadonlySet<string>, index: Followed): void {
  index.positions.set(flow, position);
  index.namesOf.set(flow, names);
  for (const name of names) {
    const others = index.byName.get(name);
    if (others === undefined) index.byName.set(name, [flow]);
    else index.byName.set(name, others.toSpliced(placeOf(position, others, index), 0, flow));
  }
}

function unfile(flow: FlowDocument, index: Followed): void {
  const position = index.positions.get(flow) ?? 0;
  for (const name of index.namesOf.get(flow) ?? []) {
    const others = index.byName.get(name) ?? [];
    if (others.length > 1) index.byName.set(name, others.toSpliced(placeOf(position, others, index), 1));
    else index.byName.delete(name);
  }
  index.positions.delete(flow);
  index.namesOf.delete(flow);
}

/** How many flows of a list stand before a position, by halving. */
function placeOf(position: number, flows: readonly FlowDocument[], { positions }: Followed): number {
  let low = 0;
  let high = flows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const flow = flows[middle];
    if (flow !== undefined && (positions.get(flow) ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
