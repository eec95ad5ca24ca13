import type { RunResult } from '#core/request/runResult';

/** A run as the history keeps it. */
export interface RunRecord {
  /** Unlike that of any other run, whichever window it was in. */
  readonly id: string;
  /** When its result came: ISO 8601 in UTC, with milliseconds. */
  readonly time: string;
  /** The document: its path from the folder of the workspace, with `/`, or its URI where it lies in no such folder or in one of several. */
  readonly document: string;
  /** No secret is in it, and no member of it is long. */
  readonly result: RecordedResult;
}

/** The result of a run without the response variables: they are made of the content, and there may be thousands. */
export type RecordedResult = Omit<RunResult, 'variables'>;

/** The most that is kept of a run. Bytes are those of UTF-8. */
export const mostKept = {
  /** Bytes of the response's content, as it was shown. */
  responseContent: 64 * 1024,
  /** Bytes of the request's content. */
  requestContent: 16 * 1024,
  /** Bytes of any other text: a field, the URL, a note. */
  text: 8 * 1024,
  /** Entries of a list: fields, notes. */
  entries: 256,
} as const;

/**
 * What the history keeps of a result; `result` must hide its secrets whatever the settings say (`CompletedRun.recorded`). What is too
 * long is cut, and a note says so.
 */
export function toRecordedResult({ variables: _, ...result }: RunResult): RecordedResult {
  const { request, response } = result;
  const requestBody = request.body === null ? null : cut(request.body, mostKept.requestContent);
  const responseBody = response === null ? '' : cut(response.body, mostKept.responseContent);
  const shortened = shorten({
    ...result,
    request: { ...request, body: null },
    response: response && { ...response, body: '' },
  });
  const isRequestCut = requestBody !== request.body;
  const isResponseCut = response !== null && responseBody !== response.body;
  const notes = [
    ...(isRequestCut ? ["only the beginning of the request's content is kept"] : []),
    ...(isResponseCut ? ["only the beginning of the response's content is kept"] : []),
    ...(shortened.isCut ? ['only the beginning of what is very long is kept: of fields, say'] : []),
  ];
  const kept = shortened.value;
  return {
    ...kept,
    request: { ...kept.request, body: requestBody },
    response: kept.response && {
      ...kept.response,
      truncated: kept.response.truncated || isResponseCut,
      body: responseBody,
    },
    notes: [...kept.notes, ...notes],
  };
}

/** The same value with every text and every list in it cut to its length. */
function shorten<T>(whole: T): { readonly value: T; readonly isCut: boolean } {
  let isCut = false;
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const text = cut(value, mostKept.text);
      isCut ||= text !== value;
      return text === value ? value : `${text}…`;
    }
    if (Array.isArray(value)) {
      isCut ||= value.length > mostKept.entries;
      return value.slice(0, mostKept.entries).map(visit);
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, visit(member)]));
  };
  return { value: visit(whole) as T, isCut };
}

/** The beginning of a text, with no character cut in two. */
function cut(text: string, bytes: number): string {
  // A UTF-16 code unit takes three bytes at the most (RFC 3629).
  if (text.length <= bytes / 3) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes));
  return text.slice(0, read);
}
