import type { Failure, FailureKind } from '#core/request/exchange';
import { ExplainedError } from './network/explainedError';
import type { Target } from './target';
import { describeTlsFailure } from './tlsFailure';

/** Where an exchange stood when it failed. */
export interface Place {
  readonly target: Pick<Target, 'host' | 'authority'>;
  /** The stage under way, for people: `first byte`. */
  readonly stage: string;
}

/** Says what an error of a connection or of undici means, by its name and code. */
export function toFailure(error: unknown, place: Place): Failure {
  const root = rootOf(error);
  if (root instanceof AggregateError && root.errors.length > 0) return toFailureOfAll(root.errors, place);
  if (root instanceof ExplainedError) return root.failure;
  const code = codeOf(root);
  const [kind, message] = describe(root, code, place);
  return { kind, code, message };
}

/** The code of an error, or of the error behind it; its name where it has none. */
export function codeOf(error: unknown): string {
  const root = rootOf(error);
  const code: unknown = Reflect.get(root, 'code');
  return typeof code === 'string' ? code : root.name;
}

function rootOf(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  return !('code' in error) && error.cause instanceof Error ? rootOf(error.cause) : error;
}

/** Each address of a name was tried in turn, and the error over them all has no message of its own. */
function toFailureOfAll(errors: readonly unknown[], { target, stage }: Place): Failure {
  const failures = errors.map((error) => toFailure(error, { target: toTried(error, target), stage }));
  const [first] = failures;
  const message = [...new Set(failures.map((failure) => failure.message))].join(', ');
  return { kind: first?.kind ?? 'refused', code: first?.code ?? '', message };
}

function toTried(error: unknown, target: Place['target']): Place['target'] {
  const { address, port } = Object(error);
  if (typeof address !== 'string') return target;
  return { host: address, authority: `${address.includes(':') ? `[${address}]` : address}:${port}` };
}

const unreachable = ['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL'];
const unsendable = ['UND_ERR_INVALID_ARG', 'UND_ERR_NOT_SUPPORTED', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH'];

function describe(error: Error, code: string, { target, stage }: Place): readonly [FailureKind, string] {
  const { host, authority } = target;
  if (code === 'ECONNREFUSED') return ['refused', `connection refused by ${authority}`];
  if (unreachable.includes(code)) return ['refused', `no route to ${authority}`];
  if (code === 'EACCES' || code === 'EPERM') return ['refused', `this machine allows no connection to ${authority}`];
  if (code === 'ETIMEDOUT') return ['timeout', `no answer from ${authority} (${stage})`];
  if (code === 'EAI_AGAIN') return ['dns', `the name server gave no answer for ${host}`];
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return ['dns', `no address found for ${host}`];
  const tls = describeTlsFailure(error, code, host);
  if (tls !== undefined) return ['tls', tls];
  if (isClosed(error, code)) return ['reset', `connection closed by ${authority} (${stage})`];
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return ['protocol', `the head of the answer of ${authority} is over 256 KiB`];
  if (unsendable.includes(code)) return ['protocol', `the request can't be sent (${error.message})`];
  // What the HTTP library asserts is for those who write it.
  if (code === 'ERR_ASSERTION') return ['protocol', `the answer of ${authority} is not HTTP/1.1`];
  const detail = /\(([^()]+)\)$/.exec(error.message)?.[1] ?? error.message;
  return ['protocol', `the answer of ${authority} is not HTTP/1.1 (${detail})`];
}

/** undici tells a close, a bad upgrade and a bad response under one code. */
function isClosed(error: Error, code: string): boolean {
  if (code === 'UND_ERR_SOCKET') return !error.message.startsWith('bad ');
  return ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_CLOSED', 'UND_ERR_DESTROYED'].includes(code);
}
