import type { Example } from '#core/rules/rule';

/** The texts of a rule's example, each with what it is. */
export function toExampleTexts(example: Example): readonly (readonly [title: string, text: string])[] {
  const { wrong, right, file, beside = {}, answer } = example;
  const name = file === undefined ? '' : ` in ${file}`;
  const texts: readonly (readonly [string, string])[] = [
    ...(answer === undefined
      ? []
      : [[`After an answer ${answer.status} with ${answer.contentType}`, answer.content] as const]),
    [`Wrong${name}`, wrong],
    [`Right${name}`, right],
    ...Object.entries(beside).map(([other, text]) => [`Beside it, ${other}`, text] as const),
  ];
  return texts.map(([title, text]) => [title, text.trim()]);
}
