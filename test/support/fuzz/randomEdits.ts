import type { Edit } from '#core/syntax/edit';
import type { Random } from '../random';
import { editCharacters, mutateText } from './mutateText';

/** What turns one text into another, in one stretch: from the first to the last character in which they differ. */
export function toEdit(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const span = { offset: start, length: before.length - end - start };
  return { span, newText: after.slice(start, after.length - end) };
}

/**
 * What a person may do next to a text: mostly a few characters typed, deleted or pasted, at times whole values changed, and every
 * now and then all of it undone, so that most texts stay close to one that can be read.
 */
export function randomEdit(text: string, undone: string, random: Random): Edit {
  const kind = random(10);
  if (kind === 0) return toEdit(text, undone);
  if (kind === 1) return toEdit(text, mutateText(text, undone, random));
  if (kind < 6) return typedEdit(text, random);
  return toEdit(text, editCharacters(text, random));
}

const typed = [
  'a',
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  ' ',
  '\n',
  '\r',
  '/',
  '*',
  '1',
  '-',
  't',
  '"x": 1,',
  '{"a":',
];

function typedEdit(text: string, random: Random): Edit {
  const offset = random(text.length + 1);
  const length = random(3) === 0 ? random(Math.min(3, text.length - offset) + 1) : 0;
  return { span: { offset, length }, newText: typed[random(typed.length)] ?? '' };
}

/** As `randomEdit`, or what is done with names: a string becomes another, or all of its like do, one edit for each. */
export function randomEdits(text: string, undone: string, other: string, random: Random): readonly Edit[] {
  const kind = random(10);
  const strings = stringsIn(text);
  const chosen = strings[random(Math.max(1, strings.length))];
  if (kind > 4 || chosen === undefined) return [randomEdit(text, undone, random)];
  const others = random(3) === 0 ? stringsIn(other) : strings;
  const newText = kind === 0 ? `"${random(100)}"` : (others[random(Math.max(1, others.length))]?.text ?? '""');
  if (kind > 1) return [replaceString(chosen, newText)];
  // From the last to the first: what stands before stays where it is.
  return strings
    .filter((string) => string.text === chosen.text)
    .map((string) => replaceString(string, newText))
    .reverse();
}

interface WrittenString {
  readonly offset: number;
  readonly text: string;
}

function stringsIn(text: string): readonly WrittenString[] {
  return [...text.matchAll(/"(?:[^"\\\n]|\\.)*"/g)].map(({ index, 0: found }) => ({ offset: index, text: found }));
}

function replaceString({ offset, text }: WrittenString, newText: string): Edit {
  return { span: { offset, length: text.length }, newText };
}
