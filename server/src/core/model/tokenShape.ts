import type { Span } from '#core/syntax/span';

/** What the credentials of well-known services look like, and those of RFC 7519 (tokens) and RFC 7468 (private keys). */
const shapes = [
  /(?<![\w-])eyJ[\w-]{4,}\.[\w-]+\./,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/,
  /\bAIza[\w-]{35}/,
  /\bgh[opsur]_[A-Za-z\d]{36}|\bgithub_pat_\w{22,}|\bglpat-[\w-]{20,}/,
  /\b[rs]k_(?:live|test)_[A-Za-z\d]{16,}|\bsk-(?:[a-z]+-)?[A-Za-z\d]{20,}/,
  /\bxox[abeoprs]-[\w-]{10,}|\bSG\.[\w-]{22}\.[\w-]{43}|\bnpm_[A-Za-z\d]{36}/,
];

const anyShape = new RegExp(shapes.map(({ source }) => source).join('|'));

/** The first stretch of a text that looks like a literal credential, to its end or that of its path segment; undefined where nothing does. */
export function findTokenShape(text: string): Span | undefined {
  const offset = text.search(anyShape);
  if (offset < 0) return undefined;
  const length =
    /^(?:-----BEGIN [\s\S]*(?:KEY-----|$)|[^\s"'<>&;,/?#]*[\w=+~-])/.exec(text.slice(offset))?.[0].length ?? 0;
  return { offset, length };
}

/** Whether a text holds what looks like a literal credential, whatever it is called. */
export function hasTokenShape(text: string): boolean {
  return anyShape.test(text);
}
