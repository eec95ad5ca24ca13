import { findTokenShape } from '#core/model/tokenShape';
import { isCredentialField } from '#core/request/credentials';
import type { Span } from '#core/syntax/span';
import { parseTemplate } from '#core/template/parseTemplate';

/** A literal credential in a text, with where it stands there. */
export interface LiteralCredential extends Span {
  /** What it is called where it stands: the query parameter `apikey`. Undefined where its shape tells it. */
  readonly name: string | undefined;
}

/**
 * The literal credential in a field value, behind its scheme (RFC 9110 §11.4) and, in `Cookie`, behind the name of a pair that
 * tells (RFC 6265 §4.2). Where a placeholder stands in it, the secret is in that, and the rest says how it is used.
 */
export function findInField(name: string, value: string): LiteralCredential | undefined {
  const lower = name.trim().toLowerCase();
  if (!isCredentialField(lower) || isNoSecretField(lower)) return undefined;
  if (lower === 'cookie' || lower === 'set-cookie') return findInPairs(value, cookiePair, isSessionName);
  const scheme = (lower.endsWith('authorization') ? anyScheme : knownScheme).exec(value)?.[0] ?? '';
  const credentials = value.slice(scheme.length).trimEnd();
  if (knownScheme.test(`${credentials} `) || !isLiteralSecret(credentials)) return undefined;
  if (!endsTelling.test(lower) && !looksRandom(credentials)) return undefined;
  return { name: undefined, offset: scheme.length, length: credentials.length };
}

const anyScheme = /^\s*[!#$%&'*+.^_`|~\w-]+\s+/;
const knownScheme = /^\s*(?:basic|bearer|digest|negotiate|token|apikey|hoba|mutual|ntlm|oauth)\s+/i;

/** Other names of credential fields also mean other things: `X-Auth-Provider`. */
const endsTelling = /(?:authorization|auth|authentication|key|token|secret|password|passwd|pwd|sig|signature)$/;

/** The literal credentials in a URL: the password before its host (RFC 3986 §3.2.1), and query parameters that tell. */
export function findInUrl(url: string): LiteralCredential | undefined {
  const [, before = '', password = ''] = /^([a-z][a-z\d+.-]*:\/\/[^/?#@:]*:)([^/?#@]+)@/i.exec(url) ?? [];
  if (isLiteralSecret(password)) return { name: 'password', offset: before.length, length: password.length };
  return findInPairs(url.replace(/#[\s\S]*$/, ''), queryPair, isSecretParameter);
}

/** Whether the value of a query parameter is a literal credential. */
export function isLiteralParameter(name: string, value: string): boolean {
  return isSecretParameter(name, value) && isLiteralSecret(value);
}

/** What looks like a credential of a well-known service, whatever it is called. */
export function findByShape(text: string): LiteralCredential | undefined {
  if (text.length < shortestToken) return undefined;
  const found = findTokenShape(text);
  return found && { name: undefined, ...found };
}

/** UTF-16 code units: every shape is longer. */
const shortestToken = 12;

const cookiePair = /(^|;\s*)([^=;\s]+)=([^;]*)/g;
const queryPair = /([?&;])([^?=&;]+)=([^&;]*)/g;

function findInPairs(
  text: string,
  pair: RegExp,
  tells: (name: string, value: string) => boolean,
): LiteralCredential | undefined {
  for (const { index, 1: lead = '', 2: name = '', 3: value = '' } of text.matchAll(pair)) {
    if (!tells(name, value) || !isLiteralSecret(value)) continue;
    return { name, offset: index + lead.length + name.length + 1, length: value.length };
  }
  return undefined;
}

/** Fields whose names sound like credentials and that hold none. */
function isNoSecretField(name: string): boolean {
  return (
    /(?:^|-)(?:idempotency|sort|partition|surrogate|cache|routing|websocket|public|correlation)-?key$/.test(name) ||
    /-(?:type|version|name|format|algorithm|expiry|expires|scheme|mode|kind)$/.test(name) ||
    /^(?:accept|want|www|sec)-/.test(name)
  );
}

const secretParameters =
  /^(?:x?(?:api|access|app|secret|private|subscription|license)key|(?:access|auth|id|refresh|api|bearer|session|security)?token|jwt|(?:client|api|app|consumer)?secret|password|passwd|pwd|authorization)$/;

const doubtfulParameters = /^(?:key|auth|sig|signature|session|sessionid|sid)$/;

/** Names that also mean other things need a value that looks random. */
function isSecretParameter(name: string, value: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[-_.]/g, '');
  return secretParameters.test(plain) || (doubtfulParameters.test(plain) && looksRandom(value));
}

function isSessionName(name: string, value: string): boolean {
  return isSecretParameter(name, value) || /sess|sid$|auth|token|jwt/i.test(name);
}

function looksRandom(value: string): boolean {
  return value.length >= 16 && /\d/.test(value) && /[A-Za-z]/.test(value);
}

function isLiteralSecret(value: string): boolean {
  return !hasPlaceholder(value) && isLikelySecret(value);
}

function hasPlaceholder(text: string): boolean {
  return parseTemplate(text).some(({ kind }) => kind !== 'literal');
}

/** UTF-16 code units: shorter ones are numbers, flags and what is being typed. */
const shortestSecret = 4;

function isLikelySecret(value: string): boolean {
  const trimmed = value.trim();
  return trimmed.length >= shortestSecret && !trimmed.split(/\s+/).every(isStandIn);
}

/** `your-api-key`, `<credentials>`, `${KEY}`, `{key}`, `%KEY%`, `xxxx`, `••••`: marks of a place for a secret. */
function isStandIn(value: string): boolean {
  if (value.split(/[^\p{L}\d]+/u).every((word) => standIns.has(word.toLowerCase()))) return true;
  return /^(?:<[^<>]*>|\$?\{[^{}]*\}|\{\{[^{}]*\}\}|\[[^[\]]*\]|%\w+%|[x*•.…_-]+)$/i.test(value);
}

/** Words that only ever stand where a secret is to be put in, or that are no secret: every word of `your-api-key` is one. */
const standIns = new Set(
  `a access add an api app auth authorization basic bearer change changeme client code credential credentials demo dummy enter example fake
  false from goes here id insert jwt key me my no none null of or paste password placeholder put redacted replace replaceme sample secret
  some string subscription tbd test the this to todo token true undefined user username value xxx yes you your`.split(
    /\s+/,
  ),
).add('');
