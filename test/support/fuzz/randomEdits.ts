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

/**
 * As `randomEdit`, or what is done with names: a string becomes another, or all of its like do, one edit for each. Many concern the ways
 * through a flow.
 */
export function randomEdits(text: string, undone: string, other: string, random: Random): readonly Edit[] {
  const wayEdit = random(3) === 0 ? randomWayEdit(text, random) : undefined;
  if (wayEdit !== undefined) return [wayEdit];
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

/** A target typed at or led elsewhere, an id typed at, a node taken out or put in again; undefined where there is none. */
function randomWayEdit(text: string, random: Random): Edit | undefined {
  const keys = [...text.matchAll(/"((?:[^"\\\n]|\\.)*)"\s*:\s*\{/g)];
  const ids = new Set(keys.map(([, id]) => id));
  const targets = stringsIn(text).filter(
    ({ offset, text: written }) =>
      ids.has(written.slice(1, -1)) && /:\s*$/.test(text.slice(Math.max(0, offset - 3), offset)),
  );
  const target = targets[random(Math.max(1, targets.length))];
  const key = keys[random(Math.max(1, keys.length))];
  if (target === undefined || key === undefined) return undefined;
  const inside = { offset: target.offset + 1 + random(target.text.length - 1), length: 0 };
  const kinds: readonly (() => Edit)[] = [
    () => replaceString(target, `"${[...ids][random(ids.size)]}"`),
    () => replaceString(target, `"${[...ids][random(ids.size)]}"`),
    () => ({ span: inside, newText: 'x' }),
    () => ({ span: { offset: target.offset + 1, length: 1 }, newText: '' }),
    () => ({ span: { offset: key.index + 1, length: 0 }, newText: 'x' }),
    () => ({
      span: { offset: key.index, length: 0 },
      newText: `"n${random(5)}": { "type": "text-display", "text": "[[orderId]]", "next": ${target.text} }, `,
    }),
    () => ({ span: { offset: key.index, length: lengthOfEntry(text, key.index) }, newText: '' }),
  ];
  return kinds[random(kinds.length)]?.();
}

/** From an entry's key to the comma behind its closing brace, in a text as `JSON.stringify` indents it. */
function lengthOfEntry(text: string, offset: number): number {
  const indent = offset - 1 - text.lastIndexOf('\n', offset);
  const end = text.indexOf(`\n${' '.repeat(Math.max(0, indent))}},`, offset);
  return end === -1 ? 0 : end + indent + 3 - offset;
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
