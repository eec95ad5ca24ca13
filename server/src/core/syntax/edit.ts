import { endOf, type Span } from '#core/syntax/span';

/** A replacement of one stretch of text. */
export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

/** Applies edits that do not overlap, in any order; two insertions at one place keep theirs. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.offset - b.span.offset);
  let result = '';
  let from = 0;
  for (const { span, newText } of ordered) {
    result += text.slice(from, span.offset) + newText;
    from = endOf(span);
  }
  return result + text.slice(from);
}

/** Whether two edits touch the same text, so that only one of them can be applied. */
export function overlaps(a: Edit, b: Edit): boolean {
  if (a.span.offset === b.span.offset) return true;
  return a.span.offset < endOf(b.span) && b.span.offset < endOf(a.span);
}
