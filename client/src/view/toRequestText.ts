import { requestLines } from '#core/request/requestLines';
import type { PreviewNodeResult } from '../../../server/src/protocol';

/** A request as text: what is missing and worth a look on top, then the request line, the fields, an empty line, the content. */
export function toRequestText({ request, missing, notes }: PreviewNodeResult): string {
  const remarks = [...missing.map((name) => `# No value for ${name}`), ...notes.map((note) => `# ${note}`)];
  return [...remarks, ...(remarks.length > 0 ? [''] : []), ...requestLines(request), ''].join('\n');
}
