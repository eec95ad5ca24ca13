import type { Finding } from '#core/rules/finding';
import { type Severity, severities } from '#core/rules/rule';

export interface CheckResult {
  /** What to show, in the order of the text: at most 100 of one code and 1,000 in all, the rest summed up. */
  readonly findings: readonly Finding[];
  /** All of them. */
  readonly all: readonly Finding[];
  /** True numbers, whatever is shown. */
  readonly counts: Readonly<Record<Severity | 'suppressed', number>>;
}

/** All findings of a file, in the order of the text, with what is shown of them and how many there are. */
export function toCheckResult(all: readonly Finding[]): CheckResult {
  return { findings: sumUp(all), all, counts: count(all) };
}

const mostOfOneCode = 100;
const mostOfAll = 1_000;

/** Accepted findings are summed up apart and make room first: they never hide an open one. */
function sumUp(all: readonly Finding[]): readonly Finding[] {
  const shown = sumUpCodes(all);
  if (shown.length <= mostOfAll) return shown;
  const open = shown.filter(({ suppressed }) => !suppressed);
  const last = open[mostOfAll - 1];
  if (open.length <= mostOfAll || last === undefined) return open;
  return [...open.slice(0, mostOfAll - 1), summary(last, `and more: ${all.length} findings in this file in all`)];
}

function sumUpCodes(all: readonly Finding[]): readonly Finding[] {
  const total = new Map<string, number>();
  for (const finding of all) total.set(kindOf(finding), (total.get(kindOf(finding)) ?? 0) + 1);
  const seen = new Map<string, number>();
  return all.flatMap((finding) => {
    const place = (seen.get(kindOf(finding)) ?? 0) + 1;
    seen.set(kindOf(finding), place);
    const rest = (total.get(kindOf(finding)) ?? 0) - mostOfOneCode;
    if (place < mostOfOneCode || (place === mostOfOneCode && rest === 0)) return [finding];
    return place === mostOfOneCode
      ? [summary(finding, `and ${rest} more findings of ${finding.code} in this file`)]
      : [];
  });
}

function kindOf({ code, suppressed }: Finding): string {
  return suppressed ? `${code} accepted` : code;
}

function summary(finding: Finding, more: string): Finding {
  return { ...finding, message: `${finding.message} (${more})` };
}

function count(all: readonly Finding[]): CheckResult['counts'] {
  const of = (severity: Severity) =>
    all.filter((finding) => finding.severity === severity && !finding.suppressed).length;
  const counted = Object.fromEntries(severities.map((severity) => [severity, of(severity)])) as Record<
    Severity,
    number
  >;
  return { ...counted, suppressed: all.filter(({ suppressed }) => suppressed).length };
}
