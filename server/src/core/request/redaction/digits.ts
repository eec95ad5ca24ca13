/** The value of each byte as a hexadecimal digit in either case; -1 where it is none. */
export const hexDigits = toDigits('0123456789abcdef', '0123456789ABCDEF');

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The value of each byte as a digit of base64 or base64url (RFC 4648 §4, §5); -1 where it is none. */
export const base64Digits = toDigits(`${base64}+/`, `${base64}-_`);

function toDigits(...alphabets: readonly string[]): Int8Array {
  const digits = new Int8Array(256).fill(-1);
  for (const alphabet of alphabets)
    for (let value = 0; value < alphabet.length; value++) digits[alphabet.charCodeAt(value)] = value;
  return digits;
}
