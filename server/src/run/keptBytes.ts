/** The beginning of a content, as much as is kept of it. */
export interface KeptBytes {
  add(chunk: Uint8Array): void;
  /** Bytes added in all, kept or not. */
  readonly size: number;
  /** Bytes kept. */
  readonly length: number;
  /** What is kept, in the blocks that hold it. */
  blocks(): readonly Uint8Array[];
  /** What is kept, in one piece. */
  take(): Uint8Array;
  /** Lets go of all but the first bytes; what is added from now on is not kept. */
  shorten(length: number): void;
  /** Takes back what it had let go of: `bytes` is everything that was added. From now on it is kept again. */
  restore(bytes: Uint8Array): void;
}

/** Bytes of the first block and of the largest ones. */
const smallest = 16 * 1024;
const largest = 256 * 1024;

/**
 * Copies into blocks of its own: a list of chunks would cost many times its bytes when they come one by one, and would hold
 * whatever they were cut from.
 *
 * @param limit how many bytes are kept at the most
 */
export function createKeptBytes(limit: number): KeptBytes {
  let full: Uint8Array[] = [];
  let open: Uint8Array = new Uint8Array();
  let used = 0;
  let kept = 0;
  let most = limit;
  let size = 0;
  const blocks = (): readonly Uint8Array[] => (used === 0 ? full : [...full, open.subarray(0, used)]);
  const openNext = (): void => {
    if (used > 0) full.push(open);
    open = Buffer.allocUnsafeSlow(Math.min(largest, Math.max(smallest, kept)));
    used = 0;
  };
  const restart = (beginning: Uint8Array): void => {
    full = [];
    open = beginning;
    used = open.length;
    kept = used;
  };
  return {
    add: (chunk) => {
      size += chunk.length;
      for (let rest = chunk.subarray(0, most - kept); rest.length > 0; ) {
        if (used === open.length) openNext();
        const part = rest.subarray(0, open.length - used);
        open.set(part, used);
        used += part.length;
        kept += part.length;
        rest = rest.subarray(part.length);
      }
    },
    get size() {
      return size;
    },
    get length() {
      return kept;
    },
    blocks,
    take: () => Buffer.concat(blocks(), kept),
    shorten: (length) => {
      restart(Buffer.concat(blocks(), Math.min(kept, length)));
      most = kept;
    },
    restore: (bytes) => {
      restart(bytes);
      most = limit;
    },
  };
}
