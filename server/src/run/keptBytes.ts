/** The beginning of a content, as much as is kept of it. */
export interface KeptBytes {
  add(chunk: Uint8Array): void;
  /** Bytes added in all, kept or not. */
  readonly size: number;
  /** What was kept. Nothing may be added after it was taken. */
  take(): Uint8Array;
}

/**
 * Copies into one buffer that grows: a list of chunks would cost many times its bytes when they come one by one.
 *
 * @param limit how many bytes are kept at the most
 */
export function createKeptBytes(limit: number): KeptBytes {
  let buffer = Buffer.alloc(0);
  let kept = 0;
  let size = 0;
  return {
    add: (chunk) => {
      const part = chunk.subarray(0, limit - kept);
      if (kept + part.length > buffer.length) {
        const grown = Buffer.allocUnsafe(Math.min(limit, Math.max(2 * buffer.length, kept + part.length)));
        buffer.copy(grown, 0, 0, kept);
        buffer = grown;
      }
      buffer.set(part, kept);
      kept += part.length;
      size += chunk.length;
    },
    get size() {
      return size;
    },
    take: () => buffer.subarray(0, kept),
  };
}
