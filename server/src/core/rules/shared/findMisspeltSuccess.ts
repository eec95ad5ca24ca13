import type { ApiNode, Branch } from '#core/model/flow';

/**
 * The result that was meant to be `200`, where a node has none and goes by the status code: `200 OK`, `2xx`, `success`.
 * `missing-200-result` reports it, and `unreachable-result` does not.
 */
export function findMisspeltSuccess({ results, api }: ApiNode): Branch | undefined {
  if ([...results, ...api.responses].some(({ key }) => key === '200')) return undefined;
  return results.find(({ key }) => /^(?:200\b.*|2xx|ok|success)$/i.test(key.trim()));
}
