import { nodeTypes } from '#core/model/vocabulary';
import type { Random } from './random';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Changes a value at some place below: its type, its keys, its range. */
export function mutateJson(value: Json, random: Random, changes: number): Json {
  if (changes === 0) return value;
  const changed = Array.isArray(value) || isObject(value) ? mutateInside(value, random) : mutateScalar(value, random);
  return mutateJson(changed, random, changes - 1);
}

function mutateInside(value: Json, random: Random): Json {
  if (random(12) === 0) return pick(samples, random);
  if (Array.isArray(value)) {
    if (value.length === 0 || random(6) === 0) return [...value, pick(samples, random)];
    const at = random(value.length);
    return value.map((item, index) => (index === at ? mutateJson(item, random, 1) : item));
  }
  if (!isObject(value)) return mutateScalar(value, random);
  const entries = Object.entries(value);
  const at = random(entries.length + 1);
  const kind = random(8);
  if (at === entries.length || kind === 0)
    return Object.fromEntries([...entries, [pick(keys, random), pick(samples, random)]]);
  if (kind === 1) return Object.fromEntries(entries.filter((_, index) => index !== at));
  if (kind === 2)
    return Object.fromEntries(entries.map(([key, item], index) => [index === at ? pick(keys, random) : key, item]));
  return Object.fromEntries(
    entries.map(([key, item], index) => [key, index === at ? mutateJson(item, random, 1) : item]),
  );
}

function mutateScalar(value: Json, random: Random): Json {
  if (random(3) === 0) return pick(samples, random);
  if (typeof value === 'number') return pick([0, 1, -1, 0.5, 600_000, 600_001, 1_000, 1_001, value + 0.5], random);
  if (typeof value !== 'string') return pick(samples, random);
  return pick(['', value.toUpperCase(), `${value} `, 'GET', 'PATCH', ';', '2027-06-30', ...nodeTypes], random);
}

const samples: readonly Json[] = JSON.parse(
  '[null, true, false, 0, 1, 2, 1.5, -3, 1e21, "", "text", "\\u0000", [], ["a"], [1], {}, { "a": 1 }, { "flow": "a" },' +
    '{ "flow": "a", "step": "" }, { "type": "end" }]',
);
const keys = [
  ...'x-free X-free x a a:b a[b session lower constructor prototype __proto__ toString hasOwnProperty'.split(' '),
  ...'type text next results responses endpoint other timeout url version name start nodes suppressions'.split(' '),
  ...['rule', 'reason', 'until', 'flow', 'step', '', ' a', 'a ', 'a\nb'],
];

/** As JSON; here and there a key stands twice, and the first time with another value. */
export function writeJson(value: Json, random: Random): string {
  if (Array.isArray(value)) return `[${value.map((item) => writeJson(item, random)).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${writeJson(item, random)}`);
  const twice = Object.keys(value)[0];
  if (twice !== undefined && random(20) === 0)
    entries.unshift(`${JSON.stringify(twice)}:${writeJson(pick(samples, random), random)}`);
  return `{${entries.join()}}`;
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pick<T>(choices: readonly T[], random: Random): T {
  return choices[random(choices.length)] as T;
}
