/** Whole numbers from 0 and below a bound, the same ones each time for the same seed. */
export type Random = (below: number) => number;

/** A multiplicative congruential generator (Lehmer, modulus 2³¹ − 1): enough to make up documents. */
export function createRandom(seed: string): Random {
  let state = 1;
  for (const character of seed) state = (state * 31 + (character.codePointAt(0) ?? 0)) % 2147483647 || 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}
