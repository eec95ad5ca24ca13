/** Well-formed XML. Only {@link element} and {@link text} make it, so nothing gets in that is not escaped. */
export type Markup = string & { readonly isMarkup: unique symbol };

export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: readonly Markup[] = [],
): Markup {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeCharacters(toValue(value))}"`);
  const start = `<${name}${written.join('')}`;
  return (content.length === 0 ? `${start}/>` : `${start}>${content.join('')}</${name}>`) as Markup;
}

/** Characters as they are to be read; `�` for those that XML has no place for (XML 1.0, 2.2). */
export function text(characters: string): Markup {
  return escapeCharacters(characters) as Markup;
}

/** A hundredth of a pixel is more than anybody sees. */
function toValue(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(100 * value) / 100) : value;
}

/** XML 1.0, 2.4: also what needs no escape in every place, as it then needs none in HTML either. */
function escapeCharacters(characters: string): string {
  return characters
    .replaceAll(/(?![\t\n\r])\p{Cc}|[\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
