import picomatch from 'picomatch';

/**
 * Tells whether a path matches one of the globs, or lies in a folder that does: `legacy` means all below it. Paths and globs
 * are relative to the same folder, with `/`.
 */
export function createPathMatcher(globs: readonly string[]): (path: string) => boolean {
  const matches = picomatch(
    globs.map((glob) => glob.replace(/(?<=.)\/+$/, '')),
    { dot: true, nonegate: true },
  );
  return (path) => withFolders(path).some((part) => matches(part));
}

/** `a/b/c` as `a`, `a/b`, `a/b/c`. */
function withFolders(path: string): readonly string[] {
  const names = path.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}
