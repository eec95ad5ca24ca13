/** Bytes as a text with a character for each, U+0000 to U+00FF: what is done with texts can be done with any bytes. */
export function textOfBytes(bytes: Uint8Array): string {
  const pieces: string[] = [];
  // As many at a time as a call may have arguments.
  for (let at = 0; at < bytes.length; at += 8192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return pieces.join('');
}

/** Gives the bytes of a text of {@link textOfBytes}. */
export function bytesOfText(text: string): Uint8Array {
  // `Uint8Array.from` would make a list of all characters first.
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
