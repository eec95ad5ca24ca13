import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pages, sourcesIn } from '../support/pages';

/** American spellings of words that come up here. Reason phrases and names of the standards keep theirs. */
const american =
  /\b(?:(?:col|fav|hon|lab|behavi|neighb)or(?:s|ed|ing|ite|less)?|cancel(?:ed|ing)|label(?:ed|ing)|model(?:ed|ing)|signal(?:ed|ing)|center(?:ed|s)?|gray|catalog|fulfill?s?|analyz\w+|(?:organ|recogn|summar|normal|custom|minim|maxim|optim|real|util|serial|capital|synchron|special|visual)iz\w+|defense|misspelled)\b/gi;

test('pages are in British spelling', () => {
  assert.deepEqual(
    pages.flatMap((page) => wrongIn(page, proseOf(readFileSync(page, 'utf8')))),
    [],
  );
});

test('what the manifest and the schemas say is in British spelling', () => {
  const files = [
    'package.json',
    ...['flow.schema.json', 'flow-lens.config.schema.json'].map((name) => `schemas/${name}`),
  ];
  assert.deepEqual(
    files.flatMap((file) => wrongIn(file, sentencesOf(JSON.parse(readFileSync(file, 'utf8'))))),
    [],
  );
});

test('messages are in British spelling', () => {
  const sources = ['client/src', 'server/src'].flatMap(sourcesIn);
  const texts = sources.map((file) => [file, messagesIn(readFileSync(file, 'utf8'))] as const);
  assert.ok(texts.flatMap(([, text]) => text.split('\n')).length > 500);
  assert.deepEqual(
    texts.flatMap(([file, text]) => wrongIn(file, text)),
    [],
  );
});

test('an American spelling would be found', () => {
  assert.deepEqual(wrongIn('a', 'The color is gray, the run was canceled and Customized'), [
    'a: color',
    'a: gray',
    'a: canceled',
    'a: Customized',
  ]);
  assert.deepEqual(wrongIn('a', 'colour, size, 401 Unauthorized, Authorization, a laboratory, cancelled'), []);
});

function wrongIn(file: string, text: string): readonly string[] {
  return [...text.matchAll(american)].map(([word]) => `${file}: ${word}`);
}

/** A page without its code and addresses. */
function proseOf(page: string): string {
  return page.replace(/^ *```.*?^ *```/gms, '').replace(/`[^`\n]+`|\]\([^)]*\)|https?:\S+/g, '');
}

/** The texts with several words in a JSON document, without their code. */
function sentencesOf(value: unknown): string {
  if (typeof value === 'string') return value.includes(' ') ? proseOf(value) : '';
  return typeof value === 'object' && value !== null ? Object.values(value).map(sentencesOf).join('\n') : '';
}

/** The literals of a source that are sentences: three words or more, and no style sheet. */
function messagesIn(source: string): string {
  const literals = [...source.matchAll(/'((?:\\.|[^'\\\n])*)'|`((?:\\.|[^`\\\n])*)`/g)].map(([, a, b]) => a ?? b ?? '');
  return literals
    .filter((text) => /^\p{L}[\p{L}-]* \S+ \S+/u.test(text) && !/[{;]$/.test(text))
    .map(proseOf)
    .join('\n');
}
