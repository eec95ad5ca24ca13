import { trimFieldValue } from '#core/model/headers';

/** Whether a text is a media range with its parameters and weight (RFC 9110 §12.5.1): `application/json`, `text/*;q=0.8`. */
export function isMediaRange(text: string): boolean {
  const [range = '', ...parameters] = splitOutsideQuotes(text, ';');
  return rangePattern.test(range) && parameters.every((parameter) => parameter === '' || isParameter(parameter));
}

/** Whether a media type, in lower case, is what a media range asks for. Parameters are left aside: they tell variants apart. */
export function matchesMediaRange(essence: string, range: string): boolean {
  const [wanted = ''] = splitOutsideQuotes(range.toLowerCase(), ';');
  const [type] = wanted.split('/', 1);
  return wanted === '*/*' || wanted === essence || (wanted.endsWith('/*') && essence.startsWith(`${type}/`));
}

/** The items of a field whose value is a list, trimmed; empty ones do not count (RFC 9110 §5.6.1). */
export function listItems(value: string): readonly string[] {
  return splitOutsideQuotes(value, ',').filter((item) => item !== '');
}

/** Types and subtypes are tokens, and `*` is one; a subtype of every type there is not. */
const rangePattern = /^(?:\*\/\*|(?!\*\/)[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+)$/;

/** A token, or a quoted string (RFC 9110 §5.6.6). */
const parameterPattern = /^([\w!#$%&'*+.^`|~-]+)=([\w!#$%&'*+.^`|~-]+|"(?:[^"\\]|\\.)*")$/;

/** From 0 to 1, with three decimals at the most (RFC 9110 §12.4.2). */
const weightPattern = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

function isParameter(text: string): boolean {
  const [, name, value = ''] = parameterPattern.exec(text) ?? [];
  if (name === undefined) return false;
  return name.toLowerCase() === 'q' ? weightPattern.test(value) : true;
}

function splitOutsideQuotes(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    if (isQuoted && text[at] === '\\') at++;
    else if (text[at] === '"') isQuoted = !isQuoted;
    else if (!isQuoted && text[at] === separator) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)].map(trimFieldValue);
}
