import type { ShownRequest } from '#core/request/runResult';

/** A request as lines of text: method and URL, the fields, and behind an empty one its content, which may have lines of its own. */
export function requestLines({ method, url, headers, body }: ShownRequest): readonly string[] {
  const fields = headers.map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${url}`, ...fields, ...(body === null ? [] : ['', body])];
}
