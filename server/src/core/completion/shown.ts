import { cut, escapeControls } from '#core/model/quote';
import { hasTokenShape } from '#core/model/tokenShape';
import { findInUrl } from '#core/request/literalCredentials';

/** UTF-16 code units: what stands beside a candidate is a few words. */
const longest = 60;

/** A text of a file for the few words beside a candidate: one line, cut, with nothing that breaks it and no credential. */
export function toDetail(text: string): string {
  const line = text
    .slice(0, 4 * longest)
    .replaceAll(/\s+/g, ' ')
    .trim();
  const isSecret =
    hasTokenShape(line) || line.split(' ').some((word) => /[=@]/.test(word) && findInUrl(word) !== undefined);
  if (isSecret) return 'holds a literal secret';
  return escapeControls(cut(line, longest));
}
