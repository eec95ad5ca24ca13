/** As many bytes become characters at a time: arguments of a call are limited. */
const pieceLength = 8192;

/** Writes bytes in base64 (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += pieceLength)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + pieceLength)));
  return btoa(pieces.join(''));
}

/** Reads the first bytes that a text in base64 stands for, `length` at the most. */
export function fromBase64(text: string, length: number): Uint8Array {
  // Four characters are three bytes.
  const read = atob(text.slice(0, Math.ceil(length / 3) * 4));
  return Uint8Array.from(read.slice(0, length), (character) => character.charCodeAt(0));
}
