import type { Finding } from '#core/rules/finding';
import type { Fix } from '#core/rules/rule';

/** What is silent while a reference or a branch is not resolved, and so comes to light with it. */
const hanging = new Set([
  'api-loop',
  'missing-base-element',
  'undefined-variable',
  'unreachable-node',
  'unset-response-variable',
  'unused-endpoint',
]);

/** Where the author chooses one of many, or keeps what nothing refers to: what then comes to light is their choice. */
const choosing = new Set(['duplicate-key', 'unknown-endpoint', 'unmapped-response']);

/** What a reference or a branch hangs on. */
const resolving = new Set([...choosing, 'dead-end', 'schema', 'unknown-property', 'unknown-start', 'unknown-target']);

/**
 * Whether a fix may leave findings of a code to do, if nobody applies it unseen: a target that only the author can fill in, a
 * header that now has the same value on both sides, where the hint says that one of them is enough, and what hung on a
 * reference that was not resolved. A whole flow has nothing of the latter, unless the author had to choose.
 */
export function mayLeave(code: string, { finding, fix, isWhole }: MayLeave): boolean {
  if (fix.fixAll) return false;
  const isUncovered = (isWhole ? choosing : resolving).has(finding.code) && hanging.has(code);
  const isAgreement = finding.code === 'header-mismatch' && code === 'redundant-header';
  return code === 'unmapped-response' || isAgreement || isUncovered;
}

interface MayLeave {
  readonly finding: Finding;
  readonly fix: Fix;
  readonly isWhole: boolean;
}
