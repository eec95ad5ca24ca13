import { requestLines } from '#core/request/requestLines';
import type { ShownRequest } from '#core/request/runResult';

/** A request as it would be sent and as a person may see it, and what stands in its way. */
export interface ShownPlan {
  readonly request: ShownRequest;
  /** What has no value yet, as written: `{{ordersApi}}`, `[[orderId]]`. */
  readonly missing: readonly string[];
  /** Sentences worth a look: fields that are left out, a body made ill-formed by a value. */
  readonly notes: readonly string[];
}

/** A request as text: what is missing and worth a look on top, then the request line, the fields, an empty line, the content. */
export function toRequestText({ request, missing, notes }: ShownPlan): string {
  const remarks = [...missing.map((name) => `# No value for ${name}`), ...notes.map((note) => `# ${note}`)];
  return [...remarks, ...(remarks.length > 0 ? [''] : []), ...requestLines(request), ''].join('\n');
}
