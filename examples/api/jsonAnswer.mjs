/**
 * @typedef {{ status: number, headers: Record<string, string>, body: string }} Answer
 * @typedef {{ name: string, query: URLSearchParams, headers: import('node:http').IncomingHttpHeaders,
 *   content: string, signal: AbortSignal }} Call `name` is the last segment of the path, decoded
 * @typedef {{ method: string, path: RegExp, handle: (call: Call) => Answer | null | Promise<Answer> }} Route
 */

/** An answer whose content is `value` as JSON (RFC 8259). @returns {Answer} */
export function jsonAnswer(status, value, headers = {}) {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: `${JSON.stringify(value, null, 2)}\n`,
  };
}
