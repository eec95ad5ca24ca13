import { escapeControls } from '#core/model/quote';
import { hasTokenShape } from '#core/model/tokenShape';

/** As many characters of a name as a box or an arrow shows. */
const longest = 32;

/**
 * A name from a file as a picture shows it: one line, cut, without what would turn or break text, and not shown at all where it looks
 * like a credential. The whole set of characters is one that XML has (XML 1.0, 2.2).
 */
export function toLabel(name: string): string {
  if (hasTokenShape(name)) return '(a literal secret)';
  // What nobody would see is shown in quotes.
  if (name.trim() === '') return `"${name.slice(0, longest)}"`.replaceAll(/\s/g, ' ');
  const characters = Array.from(name);
  const cut = characters.length <= longest ? name : `${characters.slice(0, longest - 1).join('')}…`;
  return escapeControls(cut).replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD');
}

/** The type of a node in words: `API Integration` for `api-integration`. */
export function toTypeWords(type: string): string {
  return toLabel(type.split('-').map(capitalise).join(' '));
}

function capitalise(word: string): string {
  return word === 'api' ? 'API' : word.charAt(0).toUpperCase() + word.slice(1);
}

/** How many columns a text takes in a font whose characters all have one width: ideographs and pictures take two. */
export function columnsOf(text: string): number {
  return Array.from(text).reduce((columns, character) => columns + (isWide.test(character) ? 2 : 1), 0);
}

const isWide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}|[\u{20000}-\u{3FFFD}]/u;
