import type { CheckResult } from '#core/check';
import { safeEdits } from '#core/fixAll';
import type { FlowDocument } from '#core/model/document';
import { applyEdits } from '#core/syntax/edit';

/** A mend may bring out the next; no file needs more rounds than this, and a pair that undo each other stops here. */
const mostRounds = 10;

/**
 * The text with everything mended that is safe without looking, checked again after each round.
 *
 * @param read reads a new text of the same file, and makes it known to the others
 */
export function mendText(
  document: FlowDocument,
  check: (document: FlowDocument) => CheckResult,
  read: (text: string) => FlowDocument,
): string {
  let current = document;
  for (let round = 0; round < mostRounds; round++) {
    const edits = safeEdits(current, check(current).all);
    if (edits.length === 0) break;
    current = read(applyEdits(current.text, edits));
  }
  return current.text;
}
