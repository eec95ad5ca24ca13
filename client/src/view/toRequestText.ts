import type { PreviewNodeResult } from '../../../server/src/protocol';

/** A request as text: what is missing and worth a look on top, then the request line, the fields, an empty line, the content. */
export function toRequestText({ request, missing, notes }: PreviewNodeResult): string {
  const remarks = [...missing.map((name) => `# No value for ${name}`), ...notes.map((note) => `# ${note}`)];
  const head = [`${request.method} ${request.url}`, ...request.headers.map(([name, value]) => `${name}: ${value}`)];
  const content = request.body === null ? [] : ['', request.body];
  return [...remarks, ...(remarks.length > 0 ? [''] : []), ...head, ...content, ''].join('\n');
}
