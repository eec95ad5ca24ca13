import { endOf, type Span } from '#core/syntax/span';
import { parseTemplate, type SessionPlaceholder, type TemplatePart } from '#core/template/parseTemplate';
import type { TemplatePlace } from '#core/template/placeholders';

/** What was meant as a placeholder, and is none. Spans count from the start of the text. */
export type PlaceholderFault = Span &
  (
    | {
        readonly kind: 'unclosed';
        readonly missing: ']]' | ']' | '}}' | '}';
        /** True where what closes it stands behind another placeholder, which it may not hold in that way. */
        readonly isClosedLater: boolean;
      }
    /** `${name}`, and `{name}` in a URL: the way other tools and documentation write it. */
    | { readonly kind: 'foreign'; readonly name: string }
    /** A function with a wrong number of parts, or with no number where one must stand. */
    | { readonly kind: 'call'; readonly function: PlatformFunction }
  );

/** How many numbers stand between a function of the platform and its text, and how it is written. */
export const platformFunctions = {
  lower: { numbers: 0, usage: '[[lower:text]]' },
  upper: { numbers: 0, usage: '[[upper:text]]' },
  left: { numbers: 1, usage: '[[left:count:text]]' },
  right: { numbers: 1, usage: '[[right:count:text]]' },
  substr: { numbers: 2, usage: '[[substr:from:to:text]]' },
} as const;

export type PlatformFunction = keyof typeof platformFunctions;

/** Finds what a person meant as a placeholder, in order. Doubled brackets of JSON, CDATA, style sheets and templates are none. */
export function findPlaceholderFaults(text: string, place: TemplatePlace): readonly PlaceholderFault[] {
  if (!/\[\[|\{/.test(text)) return [];
  const parts = parseTemplate(text);
  return parts.flatMap((part, index) => {
    if (part.kind === 'literal') return faultsInLiteral(text, part, parts.slice(index + 1, index + 3), place);
    return part.kind === 'session' ? faultsInCall(part) : [];
  });
}

/** The text as it would be if each fault were a placeholder, to judge what stands around them. */
export function withoutPlaceholderFaults(text: string, place: TemplatePlace): string {
  let result = '';
  let end = 0;
  for (const fault of findPlaceholderFaults(text, place)) {
    if (fault.kind === 'call') continue;
    result += `${text.slice(end, fault.offset)}[[name]]`;
    end = endOf(fault);
  }
  return result + text.slice(end);
}

const openers = /\[\[(?=[\p{L}_])|\{\{(?=[A-Za-z_])|\$\{([A-Za-z_][\w.]*)\}|(?<![{$])\{([A-Za-z_][\w.-]*)\}(?!\})/gu;

function faultsInLiteral(
  text: string,
  literal: TemplatePart & { readonly kind: 'literal' },
  following: readonly TemplatePart[],
  place: TemplatePlace,
): readonly PlaceholderFault[] {
  return [...literal.text.matchAll(openers)].flatMap((match): readonly PlaceholderFault[] => {
    const [opener, ofDollar, inBraces] = match;
    const offset = literal.offset + match.index;
    const name = ofDollar ?? (place === 'url' ? inBraces : undefined);
    if (name !== undefined) return [{ kind: 'foreign', offset, length: opener.length, name }];
    if (opener === '{{') return unclosedEnvironment(text, offset);
    return opener === '[[' ? unclosedSession(text, offset, following) : [];
  });
}

/** From an opening bracket to the next one, or to the end. What is closed there in any way is a text of another kind. */
function openSegment(text: string, offset: number, open: string, close: string): string | undefined {
  const next = text.indexOf(open, offset + open.length);
  const segment = text.slice(offset + open.length, next === -1 ? text.length : next);
  return segment.includes(close) ? undefined : segment;
}

function unclosedEnvironment(text: string, offset: number): readonly PlaceholderFault[] {
  const segment = openSegment(text, offset, '{{', '}}');
  const name = /^[\w.-]*\w/.exec(segment ?? '')?.[0];
  if (segment === undefined || name === undefined) return [];
  const isHalfClosed = segment[name.length] === '}';
  const length = 2 + name.length + (isHalfClosed ? 1 : 0);
  return [{ kind: 'unclosed', offset, length, missing: isHalfClosed ? '}' : '}}', isClosedLater: false }];
}

function unclosedSession(
  text: string,
  offset: number,
  [next, afterNext]: readonly TemplatePart[],
): readonly PlaceholderFault[] {
  const segment = openSegment(text, offset, '[[', ']]');
  if (segment === undefined || isOtherText(text, offset, segment)) return [];
  const name = /^[^[\]{}",\r\n]*/.exec(segment)?.[0] ?? '';
  const end = offset + 2 + name.length;
  const isClosedLater = next?.kind === 'session' && afterNext?.kind === 'literal' && /^[^[]*\]\]/.test(afterNext.text);
  const fault = { kind: 'unclosed', offset, isClosedLater } as const;
  if (name.endsWith(':') && next?.kind === 'session' && next.offset === end) {
    const missing = text[endOf(next)] === ']' ? ']' : ']]';
    return [{ ...fault, length: endOf(next) + 2 - missing.length - offset, missing }];
  }
  if (text[end] === ']') return [{ ...fault, length: end + 1 - offset, missing: ']' }];
  const word = /^[\p{L}\p{N}_.:@#-]*[\p{L}\p{N}_]/u.exec(name)?.[0] ?? name;
  return [{ ...fault, length: 2 + word.length, missing: ']]' }];
}

/** Words of JSON, the bracket of a CDATA section, a link of Markdown: `[[terms](https://example.com)]`. */
function isOtherText(text: string, offset: number, segment: string): boolean {
  return (
    /^(?:true|false|null)\b/.test(segment) ||
    text.startsWith('<![CDATA', offset - '<![CDATA'.length) ||
    /^[^[\]]*\]\(/.test(segment)
  );
}

function faultsInCall(part: SessionPlaceholder): readonly PlaceholderFault[] {
  const inner = part.nested === undefined ? [] : faultsInCall(part.nested);
  const [name = '', ...parts] = part.name.split(':');
  if (!isPlatformFunction(name) || parts.length === 0) return inner;
  const { numbers } = platformFunctions[name];
  const hasText = part.nested !== undefined || parts.slice(numbers).join(':') !== '';
  const isRight = parts.length > numbers && parts.slice(0, numbers).every((count) => /^\d+$/.test(count)) && hasText;
  return isRight ? inner : [{ kind: 'call', offset: part.offset, length: part.length, function: name }, ...inner];
}

function isPlatformFunction(name: string): name is PlatformFunction {
  return Object.hasOwn(platformFunctions, name);
}
