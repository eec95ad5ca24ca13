/**
 * The words for one HTTP exchange, shared by the engine that performs it and the pure code that judges it.
 * Terms are those of RFC 9110 (method, target URI, field, content, status code).
 */

/** A field as it goes on the wire: name and value. Repeated fields are repeated entries (RFC 9110 §5.2). */
export type Field = readonly [name: string, value: string];

/** A request that is ready to be sent: everything filled, merged and checked. */
export interface Request {
  readonly method: string;
  /** Absolute `http:` or `https:` URI, percent-encoded (RFC 9110 §7.1). */
  readonly targetUri: string;
  /** Fields in sending order, without those that the client manages itself (`Host`, `Content-Length`, …). */
  readonly fields: readonly Field[];
  /** The content, sent as UTF-8; undefined where the request has none. */
  readonly content: string | undefined;
}

/** Milliseconds spent in each stage; null where a stage did not happen or did not end. */
export interface Timings {
  readonly dns: number | null;
  readonly connect: number | null;
  readonly tls: number | null;
  /** From the request being written to the final response head. */
  readonly firstByte: number | null;
  readonly download: number | null;
  readonly total: number;
}

/** Of an exchange that did not begin. */
export const noTimings: Timings = { dns: null, connect: null, tls: null, firstByte: null, download: null, total: 0 };

/** The content of a response after its codings were undone, as far as it was kept. */
export interface ResponseContent {
  /** All of it, where it is within the evaluation limit; of a longer one its beginning, for showing. */
  readonly bytes: Uint8Array;
  /** Decoded bytes seen in all, kept or not: more than `bytes` holds only where a limit cut them, not a fault. */
  readonly size: number;
  /** True where `bytes` is not the whole content: it went over a limit, or the connection broke. */
  readonly truncated: boolean;
  /** One sentence that says why it is truncated or could not be decoded. */
  readonly note: string | undefined;
  /** Everything that was read, from the first byte on; left out where `bytes` is that, or nothing could hold it. */
  readonly stored?: StoredContent;
}

/** A content that is too long for memory, in a file. */
export interface StoredContent {
  /** Path of the file. It may be gone by the time it is wanted. */
  readonly path: string;
  /** Bytes in it: less than the content's size where a limit cut that. */
  readonly size: number;
  /** False where the content ended too early: at a limit, or because the connection or a coding broke. */
  readonly isWhole: boolean;
}

export interface Response {
  readonly statusCode: number;
  /** The reason phrase as received; empty where the server sent none. */
  readonly reason: string;
  readonly fields: readonly Field[];
  readonly content: ResponseContent;
}

/** Why nothing usable came back. */
export type FailureKind = 'timeout' | 'dns' | 'refused' | 'reset' | 'tls' | 'protocol' | 'proxy' | 'pool';

export interface Failure {
  readonly kind: FailureKind;
  /** The code of the error behind it (`ECONNREFUSED`, `CERT_HAS_EXPIRED`, …). */
  readonly code: string;
  /** One sentence without a final stop, for people: `connection refused by 127.0.0.1:9`. */
  readonly message: string;
}

/** How an exchange ended. Nothing is thrown for what a network can do. */
export type Outcome =
  | ({ readonly kind: 'response'; readonly response: Response } & Course)
  | ({ readonly kind: 'failure'; readonly failure: Failure } & Course)
  | ({ readonly kind: 'cancelled' } & Course);

/** What is known of an exchange, however it ended. */
export interface Course {
  readonly timings: Timings;
  /** Sentences on how the target was reached: through which proxy, and whether its certificate was verified. */
  readonly notes?: readonly string[];
}
