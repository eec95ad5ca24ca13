import { isIP } from 'node:net';
import type { Target } from '../target';

/** The hosts that a setting is about: one, or all below a domain. */
export interface HostPattern {
  /** As a URL has it: lower case, IDNA, IPv6 in brackets and in its shortest form. */
  readonly host: string;
  /** Undefined for every port. */
  readonly port: number | undefined;
  /** Whether it is about what lies below the host, and not about the host: `*.example.com`. */
  readonly below: boolean;
}

/** Reads `host`, `host:port`, `*.example.com`, `[::1]:8443` or an address; undefined for anything else, URLs too. */
export function parseHostPattern(text: string): HostPattern | undefined {
  const bracketed = isIP(text) === 6 ? `[${text}]` : text;
  const [, star, name, digits] = /^(\*\.)?(\[[^\]]*\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(bracketed) ?? [];
  const host = name === undefined ? undefined : toHost(name);
  const port = digits === undefined ? undefined : Number(digits);
  if (host === undefined || (port !== undefined && (port < 1 || port > 65_535))) return undefined;
  return { host, port, below: star !== undefined };
}

/** A host as the URL parser spells it (WHATWG URL §3.5), so that two spellings of one host compare; without a last dot. */
function toHost(name: string): string | undefined {
  if (/[/?#@\\\s*%]/.test(name) || !URL.canParse(`http://${name}/`)) return undefined;
  const host = withoutLastDot(new URL(`http://${name}/`).hostname);
  return host === '' ? undefined : host;
}

/** `example.com.` is the same host (RFC 1034 §3.1). */
function withoutLastDot(host: string): string {
  return host.replace(/\.$/, '');
}

/** Whether a pattern is about a target. */
export function matchesHost(pattern: HostPattern, { host, port }: Pick<Target, 'host' | 'port'>): boolean {
  if (pattern.port !== undefined && pattern.port !== port) return false;
  const plain = isIP(host) === 6 ? `[${host}]` : withoutLastDot(host);
  return pattern.below ? plain.endsWith(`.${pattern.host}`) : plain === pattern.host;
}
