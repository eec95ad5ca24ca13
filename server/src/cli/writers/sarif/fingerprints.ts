import { createHash } from 'node:crypto';
import type { Finding } from '#core/rules/finding';

/**
 * Gives each finding of one file what it is known by in the next log, wherever its line has gone: what it says of what, and
 * the how manieth of its kind it is.
 */
export function createFingerprints(): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return ({ code, node, endpoint, message }) => {
    const identity = JSON.stringify([code, node ?? null, endpoint ?? null, message]);
    const hash = createHash('sha256').update(identity).digest('hex').slice(0, 32);
    const number = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, number);
    return `${hash}:${number}`;
  };
}
