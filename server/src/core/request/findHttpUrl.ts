/** The target URI that a request can be sent to: absolute, with `http:` or `https:` (RFC 9110 §4.2). Undefined for all else. */
export function findHttpUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}
