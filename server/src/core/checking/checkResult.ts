import type { Finding } from '#core/rules/finding';
import type { Severity } from '#core/rules/rule';

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
  const kinds = all.map(kindOf);
  for (const kind of kinds) total.set(kind, (total.get(kind) ?? 0) + 1);
  const seen = new Map<string, number>();
  return all.flatMap((finding, index) => {
    const kind = kinds[index] ?? '';
    const place = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, place);
    const rest = (total.get(kind) ?? 0) - mostOfOneCode;
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
  const counts = { error: 0, warning: 0, information: 0, hint: 0, suppressed: 0 };
  for (const { severity, suppressed } of all) counts[suppressed ? 'suppressed' : severity]++;
  return counts;
}
