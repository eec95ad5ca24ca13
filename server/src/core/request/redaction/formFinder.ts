import { boundary } from '#core/request/redaction/reading';

/**
 * Tells of every stretch of bytes that is one of the forms, in the order of their ends; and, as not whole, of what may be the
 * beginning of one where the bytes end or a boundary stands.
 */
export type FindForms = (bytes: Uint8Array, tell: (start: number, end: number, isWhole: boolean) => void) => void;

/**
 * Finds any number of forms in one pass (Aho and Corasick, "Efficient String Matching", 1975): the time grows with the bytes and
 * not with the forms, whatever either of them holds. Where no form begins, which is nearly everywhere, a step is one look at a table.
 *
 * A plus and a space are one: in form data, the one stands for the other.
 *
 * @param forms each of four bytes at least
 */
export function createFormFinder(forms: readonly Uint8Array[]): FindForms {
  const folded = forms.map((form) => form.map(fold));
  const trie = growTrie(folded);
  linkFailures(trie);
  const { longest, depth } = trie;
  const beginnings = new Uint8Array(1 << hashBits);
  for (const form of folded) beginnings[hash(form.subarray(0, head).reduce((last, byte) => (last << 8) | byte, 0))] = 1;
  return (bytes, tell) => {
    let lastFour = 0;
    let state = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = fold(bytes[at] as number);
      lastFour = (lastFour << 8) | byte;
      if (state !== 0) {
        if (byte === boundary) tell(at - (depth[state] as number), at, false);
        state = step(trie, state, byte);
      }
      if (state === 0) {
        if (beginnings[hash(lastFour)] === 0 || at < head - 1) continue;
        state = findState(trie, lastFour);
      }
      const length = longest[state] as number;
      if (length > 0) tell(at + 1 - length, at + 1, true);
    }
    if (state !== 0) tell(bytes.length - (depth[state] as number), bytes.length, false);
  };
}

/** How many bytes of a form are looked up in the table: as many as the shortest one has. */
const head = 4;

const hashBits = 14;

/** Multiplicative hashing with the golden ratio (Knuth, "The Art of Computer Programming", 6.4). */
function hash(fourBytes: number): number {
  return Math.imul(fourBytes, 0x9e3779b1) >>> (32 - hashBits);
}

function fold(byte: number): number {
  return byte === 0x2b ? 0x20 : byte;
}

/** The forms by their common beginnings. States are numbers; 0 is the beginning, and no state where one is looked for. */
interface Trie {
  /** The first state after a state; the others are its siblings. */
  readonly child: Int32Array;
  readonly sibling: Int32Array;
  /** The byte that leads to a state. */
  readonly byte: Uint8Array;
  /** How many bytes lead to a state. */
  readonly depth: Int32Array;
  /** The state of the longest end of what was read that is the beginning of a form, too. */
  readonly failure: Int32Array;
  /** The length of the longest form that ends in a state; 0 where none does. */
  readonly longest: Int32Array;
}

function growTrie(forms: readonly Uint8Array[]): Trie {
  const capacity = forms.reduce((sum, form) => sum + form.length, 1);
  const trie = {
    child: new Int32Array(capacity),
    sibling: new Int32Array(capacity),
    byte: new Uint8Array(capacity),
    depth: new Int32Array(capacity),
    failure: new Int32Array(capacity),
    longest: new Int32Array(capacity),
  };
  let states = 1;
  for (const form of forms) {
    let state = 0;
    for (const [index, byte] of form.entries()) {
      let next = findChild(trie, state, byte);
      if (next === 0) {
        next = states++;
        trie.byte[next] = byte;
        trie.depth[next] = index + 1;
        trie.sibling[next] = trie.child[state] as number;
        trie.child[state] = next;
      }
      state = next;
    }
    trie.longest[state] = form.length;
  }
  return trie;
}

/** State by state, the shorter ones first: the failure of a state follows from that of the one before it. */
function linkFailures(trie: Trie): void {
  const { child, sibling, byte, depth, failure, longest } = trie;
  const queue = [0];
  for (let at = 0; at < queue.length; at++) {
    const state = queue[at] as number;
    for (let next = child[state] as number; next !== 0; next = sibling[next] as number) {
      const before = failure[state] as number;
      if (state !== 0)
        failure[next] = step(trie, before, byte[next] as number) || findChild(trie, 0, byte[next] as number);
      longest[next] ||= longest[failure[next] as number] as number;
      queue.push(next);
    }
  }
  // What is shorter than a head is found in the table again.
  for (const state of queue) if ((depth[failure[state] as number] as number) < head) failure[state] = 0;
}

function step(trie: Trie, from: number, byte: number): number {
  for (let state = from; state !== 0; state = trie.failure[state] as number) {
    const next = findChild(trie, state, byte);
    if (next !== 0) return next;
  }
  return 0;
}

function findChild({ child, sibling, byte }: Trie, state: number, wanted: number): number {
  let found = child[state] as number;
  while (found !== 0 && byte[found] !== wanted) found = sibling[found] as number;
  return found;
}

/** The state after these four bytes. */
function findState(trie: Trie, fourBytes: number): number {
  let state = 0;
  for (let shift = 8 * (head - 1); shift >= 0; shift -= 8) {
    state = findChild(trie, state, (fourBytes >>> shift) & 0xff);
    if (state === 0) return 0;
  }
  return state;
}
