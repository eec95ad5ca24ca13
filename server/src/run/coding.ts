import { Duplex } from 'node:stream';
import * as zlib from 'node:zlib';
import { relay } from './relay';

/** More codings than this, one over the other, are not undone. */
const maxCodings = 5;

export type Decoders =
  /** The streams that undo the codings, in the order in which they are to be applied. */
  { readonly decoders: readonly Duplex[] } | { readonly unknown: string };

/**
 * Gives what undoes the content codings of a response (RFC 9110 §8.4.1), the last applied first, or names the one that
 * is unknown.
 *
 * @param contentEncoding the combined value of the `Content-Encoding` fields; empty where there is none
 */
export function createDecoders(contentEncoding: string): Decoders {
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim());
  const applied = codings.filter((coding) => coding !== '' && coding !== 'identity').reverse();
  const unknown = applied.find((coding) => !factories.has(coding)) ?? applied[maxCodings];
  if (unknown !== undefined) return { unknown };
  return { decoders: applied.flatMap((coding) => factories.get(coding)?.() ?? []) };
}

/** Pieces as large as those of a socket, so that the memory of the ones serves for the others, and a quarter of the steps. */
const options = { chunkSize: 64 * 1024 };

const factories: ReadonlyMap<string, () => Duplex> = new Map([
  ['gzip', () => zlib.createGunzip(options)],
  ['x-gzip', () => zlib.createGunzip(options)],
  ['deflate', createDeflateDecoder],
  ['br', () => zlib.createBrotliDecompress(options)],
  ...findZstd(),
]);

/** Node has it from 22.15 on. */
function findZstd(): [string, () => Duplex][] {
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress');
  return typeof create === 'function' ? [['zstd', () => create(options)]] : [];
}

/**
 * Undoes `deflate`, which is the zlib format by the standard (RFC 9110 §8.4.1.2) and a bare DEFLATE stream from servers
 * that read its name. The first byte tells them apart (RFC 1950 §2.2).
 */
function createDeflateDecoder(): Duplex {
  let decoder: Duplex | undefined;
  const outer = new Duplex({
    read: () => {
      decoder?.resume();
    },
    write: (chunk: Buffer, encoding, done) => {
      decoder ??= start(chunk);
      decoder.write(chunk, encoding, () => done());
    },
    final: (done) => {
      if (decoder === undefined) outer.push(null);
      else decoder.end();
      done();
    },
    destroy: (error, done) => {
      decoder?.destroy();
      done(error);
    },
  });
  const start = ([first = 0]: Buffer) => {
    const inner = (first & 0x0f) === 8 ? zlib.createInflate(options) : zlib.createInflateRaw(options);
    inner.on('error', (error) => outer.destroy(error));
    relay(inner, outer);
    return inner;
  };
  return outer;
}
