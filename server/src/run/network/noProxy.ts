import { BlockList, isIP } from 'node:net';
import type { Target } from '../target';
import { matchesHost, parseHostPattern } from './hostPattern';

/**
 * Whether a list of exceptions names the target, which then is reached without a proxy. No standard says how they are
 * written; these are the forms that curl and Go agree on:
 *
 * `*` all hosts · `example.com`, `.example.com`, `*.example.com` the domain and what lies below it · an address ·
 * `10.0.0.0/8`, `fd00::/8` a network · each but the network with `:port`, an IPv6 address then in brackets.
 *
 * @param entries each as it stands between the commas of `NO_PROXY`; what has none of these forms names nothing
 */
export function isExempt(target: Target, entries: readonly string[]): boolean {
  return entries.some((entry) => {
    const text = entry.trim();
    return text === '*' || isInNetwork(target.host, text) || isNamed(target, text);
  });
}

function isNamed(target: Target, text: string): boolean {
  const pattern = parseHostPattern(text.replace(/^\*?\./, ''));
  if (pattern === undefined || pattern.below) return false;
  const isAddress = pattern.host.startsWith('[') || isIP(pattern.host) !== 0;
  return matchesHost(pattern, target) || (!isAddress && matchesHost({ ...pattern, below: true }, target));
}

/** Names are not looked up for this: only a target that is written as an address can lie in a network (RFC 4632 §3.1). */
function isInNetwork(host: string, text: string): boolean {
  const [, network = '', digits] = /^([\da-f.:]+)\/(\d{1,3})$/i.exec(text) ?? [];
  const family = isIP(network);
  const length = Number(digits);
  if (family === 0 || isIP(host) !== family || length > (family === 6 ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(network, length, family === 6 ? 'ipv6' : 'ipv4');
  return list.check(host, family === 6 ? 'ipv6' : 'ipv4');
}
