import type { Flow } from '#core/model/flow';
import { isInForce, ownersAround } from '#core/model/suppressions';
import { hasTokenShape } from '#core/model/tokenShape';
import type { Finding } from '#core/rules/finding';

/** Why a finding is accepted, as its author wrote; undefined where it is not, and where the reason holds a credential. */
export function findSuppressionReason(finding: Finding, flow: Flow, today: string): string | undefined {
  if (!finding.suppressed) return undefined;
  const about = ownersAround(finding, flow).flatMap(({ suppressions }) => suppressions);
  const reason = about.findLast((one) => one.rule?.value === finding.code && isInForce(one, today))?.reason?.value;
  return reason === undefined || hasTokenShape(reason) ? undefined : reason.trim();
}
