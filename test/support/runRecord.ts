import type { RecordedResult, RunRecord } from '#core/history/runRecord';
import type { RunResult } from '#core/request/runResult';

const timings = { dns: null, connect: 1, tls: null, firstByte: 2, download: 1, total: 4 };

/** What a run of `get-order` gave: 200 with JSON, unless a test wants something else. */
export function resultOf(parts: Partial<RunResult> = {}): RunResult {
  return {
    version: 1,
    file: 'a.flow.json',
    node: 'get-order',
    endpoint: 'orders',
    environment: 'dev',
    request: { method: 'GET', url: 'http://127.0.0.1:9/orders', headers: [['accept', '*/*']], body: null },
    response: responseOf('{"a":1}'),
    failure: null,
    validation: { expression: 'HTTP_RESPONSE_CODE', value: '200' },
    branch: { kind: 'result', key: '200', target: 'done', why: 'status 200 has its own result' },
    notes: [],
    variables: { 'orders:a': 1 },
    timings,
    ...parts,
  };
}

/** An answer of 200 with this text as JSON, as it stands in a result. */
export function responseOf(body: string): NonNullable<RunResult['response']> {
  return {
    status: 200,
    reason: 'OK',
    headers: [['content-type', 'application/json']],
    bodyBytes: Buffer.byteLength(body),
    truncated: false,
    body,
    bodyEncoding: 'utf-8',
  };
}

/** A run of that id, as it is kept. */
export function recordOf(id: string, parts: Partial<RecordedResult> = {}): RunRecord {
  const { variables: _, ...result } = resultOf();
  return { id, time: '2026-05-04T08:42:07.123Z', document: 'a.flow.json', result: { ...result, ...parts } };
}
