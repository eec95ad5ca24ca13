import type { Field } from '#core/request/exchange';

/** Fields that the client sets itself and a person can't: they frame the message or belong to the connection (RFC 9110 §7.6.1, §7.2, §10.1.1). */
const managed = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'expect',
  'te',
  'trailer',
  'proxy-connection',
]);

export function isManagedField(name: string): boolean {
  return managed.has(name.toLowerCase());
}

/** A token (RFC 9110 §5.6.2). */
export function isToken(name: string): boolean {
  return /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/.test(name);
}

/** Whether a value may go on the wire: no control character but a tab, nothing above U+00FF (RFC 9110 §5.5). */
export function isFieldValue(value: string): boolean {
  return /^[\t -~\x80-\xFF]*$/.test(value);
}

/** GET, HEAD, OPTIONS and TRACE ask for nothing to be changed (RFC 9110 §9.2.1). */
export function isSafeMethod(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method);
}

/** The value of the first field of a name, which is given in lower case: names compare without case (RFC 9110 §5.1). */
export function findFieldValue(fields: readonly Field[], name: string): string | undefined {
  return fields.find((field) => field[0].toLowerCase() === name)?.[1];
}
