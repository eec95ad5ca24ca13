import { findHttpUrl } from '#core/request/findHttpUrl';
import { quote } from '#core/rules/rule';
import { hole } from '#core/template/hole';

/**
 * An endpoint's URL, read as a run reads it once its values are put in. `unknown` while its scheme or authority hangs on a
 * value that nobody can tell, or on what looks like a placeholder and is none, which is said elsewhere.
 */
export function readFilledUrl(filled: string): URL | 'invalid' | 'unknown' {
  const written = filled.trim();
  const [begin = ''] = /^(?:[a-z][a-z\d+.-]*:[/\\]*)?[^/\\?#]*/i.exec(written) ?? [];
  if (begin.includes(hole) || /\{\s*[A-Za-z_]|\[\[|\]\]/.test(begin)) return 'unknown';
  const [sent = ''] = written.replaceAll(hole, 'x').split('#', 1);
  return findHttpUrl(sent) ?? 'invalid';
}

/** A URL for a message, without what may hold credentials: user information, the query, and what is quoted as a secret. */
export function quoteUrl(url: string): string {
  const [shown = ''] = url.split(/[?#]/, 1);
  const quoted = quote(shown);
  return shown.includes('@') || !quoted.startsWith('"') ? 'The URL' : quoted;
}
