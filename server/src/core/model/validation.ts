import type { Endpoint } from '#core/model/flow';
import { findNearest } from '#core/model/nearest';
import { httpResponseCode } from '#core/model/vocabulary';

/** Whether a value is `HTTP_RESPONSE_CODE`, or was meant to be: `http_response_code`, `HTTP-RESPONSE-CODE`, a slip of the keys. */
export function meansStatusCode(value: string): boolean {
  return (
    value === httpResponseCode || findNearest(value.trim().replaceAll(/[\s-]+/g, '_'), [httpResponseCode]) !== undefined
  );
}

/** What the answers of an endpoint are judged by: the status code, a JSONPath, or nothing that anybody can tell. */
export function validationKind({ elementValidation }: Endpoint): 'status' | 'jsonpath' | 'unknown' {
  const value = elementValidation?.value;
  if (value?.kind !== 'string') return 'unknown';
  if (value.value.startsWith('$')) return 'jsonpath';
  return meansStatusCode(value.value) ? 'status' : 'unknown';
}
