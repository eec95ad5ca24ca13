const bytesInLine = 16;

/**
 * Bytes as a person reads them, 16 a line: offset, hexadecimal, and those that are printable ASCII as characters.
 *
 * `00000010  25 50 44 46 2d 31 2e 37  0a 31 20 30 20 6f 62 6a  |%PDF-1.7.1 0 obj|`
 */
export function toHexDump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += bytesInLine) lines.push(toLine(at, bytes.subarray(at, at + bytesInLine)));
  return lines.join('\n');
}

function toLine(offset: number, bytes: Uint8Array): string {
  const half = bytesInLine / 2;
  const columns = [bytes.subarray(0, half), bytes.subarray(half)].map((column) =>
    [...column]
      .map(toHex)
      .join(' ')
      .padEnd(3 * half - 1),
  );
  const characters = [...bytes].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'));
  return `${offset.toString(16).padStart(8, '0')}  ${columns.join('  ')}  |${characters.join('')}|`;
}

function toHex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
