const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
  ELOOP: 'its links go round in a circle',
  ENAMETOOLONG: 'the name is too long',
  ENXIO: 'it is a pipe, a socket or a device',
  ERR_FS_FILE_TOO_LARGE: 'it is larger than 256 MiB',
  ERR_STRING_TOO_LONG: 'it is too large',
};

/** Why something could not be done with a file, without the path, which whoever reports it names. */
export function toReason(error: unknown): string {
  const code: unknown = Object(error).code;
  if (typeof code === 'string') return reasons[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}
