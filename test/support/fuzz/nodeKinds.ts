import type { Random } from '../random';

/** Ways to make a node at random: one of each kind that ways through flows treat alike. `target` gives where it leads, anew each time. */
export function nodeKinds(target: () => unknown, random: Random): readonly (() => Record<string, unknown>)[] {
  return [
    () => ({ type: 'text-display', next: target() }),
    () => ({ type: 'request-input', variable: random(2) === 0 ? 'a' : 'b', next: target() }),
    () => ({ type: 'menu', results: { one: target(), two: target() } }),
    () => ({
      type: 'api-integration',
      endpoint: 'api',
      results: { 200: target() },
      responses: { other: target(), error: target(), timeout: target() },
    }),
    () => ({ type: 'end', ...(random(6) === 0 ? { entry: true } : {}) }),
  ];
}
