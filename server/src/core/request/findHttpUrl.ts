/**
 * The target URI that a request can be sent to: absolute, with `http:` or `https:` and a host (RFC 9110 §4.2). Undefined for all
 * else, and for what a lenient parser makes one of: it reads `https:///orders` as if "orders" were the host.
 */
export function findHttpUrl(text: string): URL | undefined {
  if (!/^\s*https?:\/\/[^/\\?#]/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}
