const credentialFields = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);

/** Whether a field carries credentials, so that its value is shown to nobody: RFC 9110 §11, RFC 6265, and API keys by name. */
export function isCredentialField(name: string): boolean {
  const lower = name.toLowerCase();
  return credentialFields.has(lower) || /api-?_?key|token|secret|password/.test(lower);
}
