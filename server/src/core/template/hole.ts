import { parseTemplate } from '#core/template/parseTemplate';

/** Stands for a value that nobody can tell before the flow runs: a noncharacter, which no text has a reason to hold. */
export const hole = '\uFFFF';

/** A text with each placeholder made as many holes as it has characters, so that all else keeps its place. */
export function withHoles(text: string): string {
  return parseTemplate(text)
    .map((part) => (part.kind === 'literal' ? part.text : hole.repeat(part.length)))
    .join('');
}
