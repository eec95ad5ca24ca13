import type { FlowDocument } from '#core/model/document';
import type { Finding } from '#core/rules/finding';
import { type Edit, overlaps } from '#core/syntax/edit';

/**
 * The edits of all fixes that are safe without looking, for this document alone: each fix whole or not at all, none touching
 * another. What has to wait for another fix is left for the next round.
 */
export function safeEdits(document: FlowDocument, findings: readonly Finding[]): readonly Edit[] {
  const taken: Edit[] = [];
  for (const finding of findings) {
    if (finding.suppressed) continue;
    const safe = finding.fixes?.().find(({ fixAll }) => fixAll);
    if (safe === undefined || safe.edits.some((edit) => edit.document !== document)) continue;
    if (!safe.edits.some((edit) => taken.some((other) => overlaps(edit, other)))) taken.push(...safe.edits);
  }
  return taken;
}
