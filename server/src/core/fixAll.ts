import type { TextSource } from '#core/model/textSource';
import type { Finding } from '#core/rules/finding';
import { rules } from '#core/rules/index';
import type { Fix } from '#core/rules/rule';
import { type Edit, overlaps } from '#core/syntax/edit';

/**
 * The edits of all fixes that are safe without looking, for this document alone: each fix whole or not at all, none touching
 * another. What has to wait for another fix is left for the next round.
 */
export function safeEdits(document: TextSource, findings: readonly Finding[]): readonly Edit[] {
  const taken: Edit[] = [];
  for (const finding of findings) {
    const safe = findSafeFix(finding);
    if (safe === undefined || safe.edits.some((edit) => edit.document !== document)) continue;
    if (!safe.edits.some((edit) => taken.some((other) => overlaps(edit, other)))) taken.push(...safe.edits);
  }
  return taken;
}

/** Making fixes can cost more than finding what they mend, so the rules that have no safe one are not asked. */
const rulesWithSafeFixes = new Set(rules.filter(({ fixAll }) => fixAll).map(({ code }) => code));

/** The fix of a finding that is safe without looking; undefined where there is none, or where the finding is accepted. */
export function findSafeFix({ code, suppressed, fixes }: Finding): Fix | undefined {
  if (suppressed || !rulesWithSafeFixes.has(code)) return undefined;
  return fixes?.().find(({ fixAll }) => fixAll);
}
