import assert from 'node:assert/strict';
import type { Failure, Outcome, Request, Response } from '#core/request/exchange';
import { type ExchangeOptions, exchange } from '../../server/src/run/exchange';

export type Overrides = Partial<ExchangeOptions> & { readonly request?: Partial<Request> };

/** Sends a GET, with a deadline that no test waits for and small limits. */
export function exchangeWithServer(targetUri: string, { request, ...options }: Overrides = {}): Promise<Outcome> {
  return exchange(
    { method: 'GET', targetUri, fields: [], content: undefined, ...request },
    {
      deadline: 60_000,
      signal: new AbortController().signal,
      limits: { preview: 1024 * 1024, evaluation: 1024 * 1024, body: 4 * 1024 * 1024 },
      ...options,
    },
  );
}

/** The response of an exchange, with its content as text. Fails where there was none. */
export async function responseOf(outcome: Promise<Outcome>): Promise<Response & { readonly text: string }> {
  const ended = await outcome;
  assert.equal(ended.kind, 'response', JSON.stringify(ended));
  assert.ok(ended.kind === 'response');
  return { ...ended.response, text: Buffer.from(ended.response.content.bytes).toString('utf8') };
}

/** The failure of an exchange. Fails itself where there was a response, or a cancel. */
export async function failureOf(outcome: Promise<Outcome>): Promise<Failure> {
  const ended = await outcome;
  assert.equal(ended.kind, 'failure', JSON.stringify(ended));
  assert.ok(ended.kind === 'failure');
  return ended.failure;
}

/**
 * A clock that acts once the head of the response is in: over plain HTTP to an address it is read at the start, when the
 * connection stands, and then.
 */
export function onHead(act: () => void): () => number {
  let readings = 0;
  return () => {
    if (++readings === 3) act();
    return readings;
  };
}
