import { quote } from '#core/model/quote';
import { createRedactor, type Redactor } from '#core/request/redact';
import { type Target, toTarget } from '../target';
import type { ChosenProxy } from './chooseProxy';
import { type ExplainedError, toSettingError } from './explainedError';

/** A forward proxy (RFC 9110 §3.7) that can be used. */
export interface ForwardProxy {
  /** Where it listens; `secure` where the connection to the proxy itself is over TLS. */
  readonly target: Target;
  /** For people, without credentials: `http://proxy.example:3128`. */
  readonly url: string;
  /** The value of `Proxy-Authorization`; undefined where the URL names no user. */
  readonly authorization: string | undefined;
  /** Hides the credentials in what the proxy says. */
  readonly redactor: Redactor;
  /** What the redactor hides. */
  readonly secrets: readonly string[];
}

/** Reads the URL of a proxy; one without a scheme is `http:`. What can't be used gives an error that names it, without its credentials. */
export function readProxy({ text, from }: ChosenProxy): ForwardProxy | ExplainedError {
  const written = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const unusable = (why: string): ExplainedError =>
    toSettingError('proxy', `the proxy ${quote(withoutCredentials(text))} of ${from} can't be used: ${why}`);
  if (!URL.canParse(written)) return unusable('it is no URL');
  const url = new URL(written);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return unusable(`only proxies with http: or https: are supported`);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return unusable('it has a path');
  const target = toTarget(url);
  const credentials = toCredentials(url);
  const secrets = credentials === undefined ? [] : secretsOf(credentials);
  return {
    target,
    url: `${url.protocol}//${target.authority}`,
    authorization: credentials && `Basic ${Buffer.from(credentials.join(':'), 'utf8').toString('base64')}`,
    redactor: createRedactor(secrets),
    secrets,
  };
}

/** Whatever stands before the last `@`, even in what is no URL. */
function withoutCredentials(text: string): string {
  return text.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, '$1');
}

type Credentials = readonly [user: string, password: string];

/** User and password in the clear: they are percent-encoded in a URL (RFC 3986 §3.2.1) and in UTF-8 on the wire (RFC 7617 §2.1). */
function toCredentials({ username, password }: URL): Credentials | undefined {
  return username === '' && password === '' ? undefined : [decode(username), decode(password)];
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** Without a password the user is a token. */
function secretsOf([user, password]: Credentials): readonly string[] {
  return [password === '' ? user : password, `${user}:${password}`];
}
