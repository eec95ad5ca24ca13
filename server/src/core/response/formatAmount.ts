/** Writes a number of bytes for people, in binary units: `64 KiB`, `1.5 MiB`, `10 bytes`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(3, Math.floor(Math.log2(bytes) / 10));
  return `${toShort(bytes / 1024 ** power)} ${['bytes', 'KiB', 'MiB', 'GiB'][power]}`;
}

/** Writes a number of milliseconds for people: `300 ms`, `5 s`, `1.5 s`. */
export function formatDuration(milliseconds: number): string {
  return milliseconds < 1000 ? `${toShort(milliseconds)} ms` : `${toShort(milliseconds / 1000)} s`;
}

function toShort(amount: number): string {
  return String(Math.round(amount * 10) / 10);
}
