import { type Json, mutateJson, writeJson } from '../mutateJson';
import type { Random } from '../random';
import { oddTokens } from './oddTokens';

/**
 * One to four changes of a JSON text: to its characters, its tokens, or its values. Most leave it broken, some leave it JSON. What is
 * put in comes from a list of odd tokens or from another text.
 */
export function mutateText(text: string, other: string, random: Random): string {
  let mutated = text;
  for (let changes = 1 + random(4); changes > 0; changes--) mutated = pick(mutations, random)(mutated, other, random);
  return mutated.length > longest ? mutated.slice(0, longest) : mutated;
}

/** UTF-16 code units: doubling what was doubled must not eat the time. */
const longest = 20_000;

type Mutation = (text: string, other: string, random: Random) => string;

const mutations: readonly Mutation[] = [
  (text, _, random) => editCharacters(text, random),
  replaceToken,
  replaceToken,
  swapTokens,
  nestToken,
  changeValues,
  changeValues,
];

/** Takes some characters out, doubles them, moves them, or puts a piece of syntax in their place. */
export function editCharacters(text: string, random: Random): string {
  const from = random(text.length + 1);
  const to = from + random(random(4) === 0 ? text.length - from + 1 : 12);
  const taken = text.slice(from, to);
  const rest = text.slice(0, from) + text.slice(to);
  const insertAt = (at: number, put: string, into: string) => into.slice(0, at) + put + into.slice(at);
  return pick(
    [
      () => rest,
      () => insertAt(from, taken, text),
      () => insertAt(random(rest.length + 1), taken, rest),
      () => insertAt(from, pick(pieces, random), rest),
    ],
    random,
  )();
}

const pieces = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  '\\',
  '/*',
  '//',
  '[[',
  ']]',
  '{{',
  '}}',
  'null',
  '1e',
  '\n',
  '\r',
].concat(['\u0000', '\u007f', '\u2028', '\ud83d', '\udc00', '\ufffd', '""', '{}', '\ufeff', '𝕏']);

function replaceToken(text: string, other: string, random: Random): string {
  const tokens = tokensOf(text);
  const token = pick(tokens, random);
  if (token === undefined) return text + pick(oddTokens, random);
  const put = pick(
    [
      () => '',
      () => token.text + token.text,
      () => pick(oddTokens, random),
      () => pick(oddTokens, random),
      () => pick(tokens, random)?.text ?? '',
      () => pick(tokensOf(other), random)?.text ?? '',
    ],
    random,
  )();
  return replace(text, token, put);
}

function swapTokens(text: string, _other: string, random: Random): string {
  const tokens = tokensOf(text);
  const [one, two] = [pick(tokens, random), pick(tokens, random)];
  if (one === undefined || two === undefined || one.offset === two.offset) return text;
  const [first, last] = one.offset < two.offset ? [one, two] : [two, one];
  return replace(replace(text, last, first.text), first, last.text);
}

function nestToken(text: string, _other: string, random: Random): string {
  const token = pick(tokensOf(text), random);
  const [open, close] = pick(
    [
      ['[', ']'],
      ['{"a":', '}'],
      ['[', ''],
    ] as const,
    random,
  );
  const depth = pick([1, 2, 3, 250, 257, 1_500], random);
  if (token === undefined) return open.repeat(depth);
  return replace(text, token, open.repeat(depth) + token.text + close.repeat(depth));
}

/** Changes values and keys, and writes it all anew: on one line, on many, or with keys that stand twice. */
function changeValues(text: string, other: string, random: Random): string {
  const value = tryParse(text);
  if (value === undefined) return replaceToken(text, other, random);
  const mutated = mutateJson(value, random, 1 + random(6));
  return random(2) === 0 ? writeJson(mutated, random) : JSON.stringify(mutated, null, 2);
}

function tryParse(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Token {
  readonly offset: number;
  readonly text: string;
}

function tokensOf(text: string): readonly Token[] {
  const pattern = /"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\]:,]/g;
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ offset: index, text: found }));
}

function replace(text: string, { offset, text: { length } }: Token, put: string): string {
  return text.slice(0, offset) + put + text.slice(offset + length);
}

/** `undefined` from an empty list alone. */
function pick<T>(choices: readonly T[], random: Random): T {
  return choices[random(Math.max(1, choices.length))] as T;
}
