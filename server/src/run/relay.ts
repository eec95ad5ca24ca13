import type { Readable } from 'node:stream';

/**
 * Hands what an inner stream gives to an outer one, no faster than that is read. The outer one's `read` is to resume the
 * inner one, and what an error of the inner one means is for the caller to say.
 */
export function relay(inner: Readable, outer: Readable): void {
  inner.on('data', (chunk: Buffer) => {
    if (!outer.push(chunk)) inner.pause();
  });
  inner.on('end', () => outer.push(null));
}
