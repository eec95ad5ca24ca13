import type { Environments } from '#core/model/environment';
import { fill } from '#core/template/fill';

/** Nothing, a host, a scheme, an address: what begins with a scheme makes a URL of nearly everything, so it comes last. */
const candidates = ['', 'example.com', 'https', 'https://example.com'];

/**
 * What `{{name}}` can begin with in a URL, so that the URL is one: an empty text is none everywhere. Other placeholders have
 * their first committed value.
 */
export function startingValue(url: string, name: string, committed: Environments): string {
  const isUrl = (candidate: string): boolean => {
    const environment = (other: string): string | undefined =>
      other === name ? candidate : findValue(other, committed);
    const { text } = fill(url, { environment, session: () => 'x' });
    // A parser reads `https:///orders` as if "orders" were the host.
    return /^https?:\/\/[^/?#]/i.test(text) && URL.canParse(text);
  };
  return candidates.find(isUrl) ?? '';
}

function findValue(name: string, committed: Environments): string | undefined {
  for (const values of committed.values()) if (values.has(name)) return values.get(name);
  return undefined;
}
