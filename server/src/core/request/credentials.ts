const credentialFields = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);

/** A word of a name that tells: `X-Api-Key`, `Ocp-Apim-Subscription-Key`, `x-auth`, `apikey`. */
const telling =
  /(?:^|[-_.])(?:auth|authentication|key|passwd|pwd|sig|signature|session)(?:$|[-_.])|api-?_?key|authoriz|token|secret|password/;

/** It tells one request from another, and opens nothing. */
const idempotencyKey = 'idempotency-key';

/** Whether a field carries credentials, so that its value is shown to nobody: RFC 9110 §11, RFC 6265, and API keys by name. */
export function isCredentialField(name: string): boolean {
  const lower = name.trim().toLowerCase();
  return credentialFields.has(lower) || (telling.test(lower) && lower !== idempotencyKey);
}
