import type { ApiNode, Endpoint, HeaderField, QueryParameter } from '#core/model/flow';
import { trimFieldValue } from '#core/model/headers';
import { quote } from '#core/model/quote';
import { fillBody } from '#core/request/body';
import { isCredentialField } from '#core/request/credentials';
import { differences } from '#core/request/differences';
import type { EnvironmentValues } from '#core/request/environmentValues';
import type { Field, Request } from '#core/request/exchange';
import { isFieldValue, isManagedField, isToken } from '#core/request/fieldNames';
import { findHttpUrl } from '#core/request/findHttpUrl';
import { findInField } from '#core/request/literalCredentials';
import { effectiveMethod } from '#core/request/methods';
import { shortestSecret } from '#core/request/redaction/secretForms';
import type { SessionValues } from '#core/request/sessionValues';
import { fill, placeholderNames } from '#core/template/fill';
import { hole } from '#core/template/hole';

/** The request of a node, as far as it can be told before it is sent. */
export interface Plan {
  readonly request: Request;
  /** What has no value, as written, each once: `{{ordersApi}}`, `[[orderId]]`. */
  readonly missing: readonly string[];
  /** Why it can't be sent as it is; sentences. */
  readonly problems: readonly string[];
  /** Sentences worth a look. */
  readonly notes: readonly string[];
  /** Names of the environment secrets that are part of the request. */
  readonly secrets: readonly string[];
  /** Values that are hidden like secrets, as they were put in, functions applied: sensitive ones, and answers sent on as credentials. */
  readonly sensitiveValues: readonly string[];
  /** Values of captured answers that are sent on as credentials. */
  readonly forwarded: readonly ForwardedCredential[];
  /** The names of all response values that are sent on as credentials, whether they have a value yet or not. */
  readonly credentialNames: ReadonlySet<string>;
}

/** A credential that an API has given, on its way to an API again. */
export interface ForwardedCredential {
  /** As written: `[[login:token]]`. */
  readonly written: string;
  /** The origin whose answer held it (RFC 6454 §6.2). */
  readonly origin: string;
}

export interface PlanValues {
  readonly environment: EnvironmentValues;
  readonly session: SessionValues;
}

/** Merges endpoint and node into one request and puts the values in. Pure: sends nothing, asks nothing, guesses nothing. */
export function plan(node: ApiNode, endpoint: Endpoint, values: PlanValues): Plan {
  const writer = createWriter(values);
  const targetUri = writeTargetUri(node, endpoint, writer);
  const fields = writeFields(node, endpoint, writer);
  const content = node.api.body === undefined ? undefined : fillBody(node.api.body, fields, writer);
  const method = effectiveMethod(node, endpoint);
  if (!isToken(method)) writer.problems.push(`${quote(method)} is no HTTP method`);
  return {
    request: { method, targetUri, fields, content },
    missing: [...new Set(writer.missing)],
    problems: writer.problems,
    notes: [
      ...differences(node, endpoint, createWriter(values).write),
      ...writer.notes,
      ...tooShort([...writer.secrets], values.environment),
    ],
    secrets: [...writer.secrets],
    sensitiveValues: writer.sensitiveValues,
    forwarded: writer.forwarded,
    credentialNames: writer.credentialNames,
  };
}

/** What is hidden in a field of the request is hidden where the answer repeats it. */
function literalCredentialIn(name: string, value: string): readonly string[] {
  const found = findInField(name, value);
  return found === undefined ? [] : [value.slice(found.offset, found.offset + found.length)];
}

/** Whoever sends such a secret is told that it may be seen. */
function tooShort(secrets: readonly string[], { find }: EnvironmentValues): readonly string[] {
  const short = secrets.filter((name) => (find(name)?.length ?? 0) < shortestSecret);
  return short.map((name) => `The value of {{${name}}} is too short to be hidden where it is repeated`);
}

/** Puts values into one text after the other and remembers what was met on the way. */
export interface Writer {
  /** `place` is where the text stands: a value that is put into a credential is one. */
  write(text: string, place?: Place): string;
  readonly missing: string[];
  readonly problems: string[];
  readonly notes: string[];
  readonly secrets: Set<string>;
  readonly sensitiveValues: string[];
  readonly forwarded: ForwardedCredential[];
  readonly credentialNames: Set<string>;
}

interface Place {
  /** Applied to session values; environment values go in raw. */
  readonly encode?: (value: string) => string;
  /** Whether the text is a credential by its name. */
  readonly isCredential?: boolean;
}

function createWriter({ environment, session }: PlanValues): Writer {
  const missing: string[] = [];
  const secrets = new Set<string>();
  const sensitiveValues: string[] = [];
  const forwarded: ForwardedCredential[] = [];
  const lookUp = {
    environment: (name: string) => {
      if (environment.isSecret(name)) secrets.add(name);
      return environment.find(name);
    },
    session: (name: string) => session.find(name),
  };
  const credentialNames = new Set<string>();
  const onSession = (name: string, value: string): void => {
    const isInCredential = credentialNames.has(name);
    const captured = session.answersBehind(name).flatMap(({ name: answer }) => {
      const found = session.captured(answer);
      return found && (isInCredential || found.isCredential) ? { written: `[[${answer}]]`, origin: found.origin } : [];
    });
    forwarded.push(...captured);
    if (isInCredential || captured.length > 0 || session.isSensitive(name)) sensitiveValues.push(value);
  };
  const noteCredentials = (text: string): void => {
    for (const name of placeholderNames(text).session)
      if (session.answersBehind(name).length > 0) credentialNames.add(name);
  };
  return {
    write(text, { encode, isCredential = false } = {}) {
      if (isCredential) noteCredentials(text);
      const filled = fill(text, { ...lookUp, onSession }, encode);
      missing.push(...filled.missing);
      return filled.text;
    },
    missing,
    problems: [],
    notes: [],
    secrets,
    sensitiveValues,
    forwarded,
    credentialNames,
  };
}

/** The endpoint's URL with the node's query behind its own; a fragment is never sent (RFC 9110 §7.1). */
function writeTargetUri({ api }: ApiNode, endpoint: Endpoint, writer: Writer): string {
  const written = writeUrl(endpoint.url?.value ?? '', writer);
  const [base = ''] = written.split('#', 1);
  const query = api.query.map((parameter) => writeParameter(parameter, writer)).join(api.querySeparator);
  const separator = base.includes('?') ? api.querySeparator : '?';
  const whole = query === '' ? base : base.endsWith('?') ? base + query : base + separator + query;
  if (writer.missing.length > 0) return whole.replace(/^(https?:\/\/)[^/?#]*@/i, '$1');
  const uri = findHttpUrl(whole);
  if (uri !== undefined) return withoutCredentials(uri, writer);
  writer.problems.push('The URL of the request is no absolute http or https URL');
  return whole;
}

function writeParameter({ name, value }: QueryParameter, writer: Writer): string {
  const written = writer.write(name?.value ?? '');
  const isCredential = isCredentialField(written);
  return [written, writer.write(value?.value ?? '', { isCredential })].map(percentEncode).join('=');
}

/**
 * A session variable is one component of the URL, wherever it stands. No encoding keeps `..` from climbing in a path, for parsers read
 * `%2e` as a dot (WHATWG URL, path state), so a value that makes such a segment is refused.
 */
function writeUrl(url: string, writer: Writer): string {
  const marked = writer.write(url, { encode: (value) => hole + percentEncode(value) });
  const [path = ''] = marked.split(/[?#]/, 1);
  const segments = path.split(/[/\\]/).filter((segment) => segment.includes(hole));
  const climbing = segments.map((segment) => segment.replaceAll(hole, '')).find((segment) => dotSegment.test(segment));
  if (climbing !== undefined) {
    writer.problems.push(`A value makes ${quote(climbing)} a segment of the URL's path, which would lead elsewhere`);
  }
  return marked.replaceAll(hole, '').trim();
}

const dotSegment = /^(?:\.|%2e){1,2}$/i;

/** User information in a URI is not sent (RFC 9110 §4.2.4), and would otherwise be shown wherever the URI is. */
function withoutCredentials(uri: URL, writer: Writer): string {
  if (uri.username !== '' || uri.password !== '') writer.notes.push('The user information in the URL is not sent');
  uri.username = '';
  uri.password = '';
  // A question mark with nothing behind it does not go over the wire either.
  if (uri.search === '') uri.search = '';
  return uri.href;
}

/** RFC 3986 §2.1; a lone surrogate, which has no UTF-8, becomes U+FFFD. */
function percentEncode(value: string): string {
  return encodeURIComponent(value.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
}

/** Fields of both sides, each once; where both set one, the node's value is sent. */
function writeFields({ api }: ApiNode, endpoint: Endpoint, writer: Writer): readonly Field[] {
  const own = new Map(api.headers.map((field) => [field.name.toLowerCase(), field]));
  const shared = new Set(endpoint.headers.map(({ name }) => name.toLowerCase()));
  const merged: HeaderField[] = [
    ...endpoint.headers.map((field) => own.get(field.name.toLowerCase()) ?? field),
    ...api.headers.filter(({ name }) => !shared.has(name.toLowerCase())),
  ];
  return merged.flatMap((field) => writeField(field, writer));
}

function writeField({ name, values }: HeaderField, writer: Writer): readonly Field[] {
  if (isManagedField(name)) {
    writer.notes.push(`The field "${name}" is left out: the client sets it itself`);
    return [];
  }
  const isCredential = isCredentialField(name);
  const filled = values.map(({ value }) => writer.write(value, { isCredential }));
  // Before white space around a value is taken off: a line break at its end is no less of one.
  if (!isToken(name) || !filled.every(isFieldValue)) {
    writer.problems.push(`The field ${quote(name)} holds characters that no HTTP field may have`);
    return [];
  }
  for (const value of filled) writer.sensitiveValues.push(...literalCredentialIn(name, value));
  return filled.map((value) => [name, trimFieldValue(value)] as const);
}
