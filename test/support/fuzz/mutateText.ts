import { type Json, mutateJson, writeJson } from '../mutateJson';
import type { Random } from '../random';

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

/** `undefined` from an empty list alone, which those below are not. */
function pick<T>(choices: readonly T[], random: Random): T {
  return choices[random(Math.max(1, choices.length))] as T;
}

const oddStrings = [
  ...['', ' ', 'a'.repeat(5_000), '[['.repeat(400), '{{'.repeat(400), '\u0000', '\u001b[31m', '\ud800', '\udfff\ud800'],
  ...['\u2028', '\u202e', '\r\n', '\t', '𝕏', 'é', '__proto__', 'constructor', 'toString', 'session', 'a:b', 'a]]b'],
  ...[
    '[[x]]',
    '[[lower:[[x]]]]',
    '[[left:x:abc]]',
    '[[orders:items.0.sku]]',
    '[[orders:a..b]]',
    '[[session:]]',
    '[[]]',
  ],
  ...[
    '{{x}}',
    '{{x',
    'x}}',
    '{{1}}',
    '${x}',
    '/{id}/',
    '[[x',
    'x]]',
    '[[1,2],[3,4]]',
    '<![CDATA[[[x]]]]>',
    '<a>&b;</a>',
  ],
  ...[
    'http://',
    'https://[::1',
    'https://[::1]:99999/',
    'ftp://a/b',
    'https://user:pass@a.example/%zz?a=[[x]]#f',
    '//a',
    '\\\\a',
  ],
  ...[
    '$',
    '$..<a>',
    '$[?@.a==1]',
    '$[',
    `$${'[0]'.repeat(300)}`,
    '$..*..*..*',
    'HTTP_RESPONSE_CODE',
    'http_response_code',
  ],
  ...[
    '200',
    '2xx',
    'OK',
    '599',
    '600',
    'other',
    'Timeout',
    'max_connection',
    'yes',
    'no',
    '(',
    '(a+)+$',
    '[',
    '\\p{L}',
  ],
  ...[
    'GET',
    'get',
    'PUT',
    'PATCH',
    'Authorization',
    'authorization',
    'Bearer abc',
    'Cookie',
    'Host',
    'X-Api-Key',
    'a b',
    'é: x',
  ],
  ...['Content-Type', 'application/json', 'text/xml; charset="utf-8"', 'application/json;', '*/*;q=2', 'a/b, c'],
  ...[
    '2027-06-30',
    '2027-13-45',
    '0000-00-00',
    'plain-http-url',
    'no-such-rule',
    '../a.flow.json',
    './',
    'file:///a',
    '//a/b',
  ],
];

const oddTokens = [
  ...oddStrings.map((value) => JSON.stringify(value)),
  ...oddStrings.map((value) => `"${value}"`),
  ...[
    'null',
    'true',
    'false',
    '0',
    '-0',
    '1',
    '2',
    '0.5',
    '1e999',
    '-1e999',
    '1e-999',
    '9'.repeat(400),
    '9007199254740993',
    '01',
  ],
  ...[
    '{}',
    '[]',
    '[{}]',
    '[null]',
    '{ "flow": "a", "step": "b" }',
    '{ "flow": 1 }',
    '{ "": "" }',
    '{ "name": "a", "value": "b" }',
  ],
  ...[
    '[{ "rule": "schema", "reason": "a" }]',
    '["a", "b"]',
    '{ "type": "end" }',
    "'a'",
    '"\\u00"',
    '"\\x"',
    'nul',
    'NaN',
    '// a\n',
  ],
];
