import type { Checked } from '#core/checking/context';
import { type Entry, type RuleReport, unlessItFails } from '#core/checking/runRules';
import type { SteadyReport } from '#core/checking/steadyReport';
import { isSuppressible } from '#core/isSuppressible';
import type { Flow } from '#core/model/flow';
import {
  type CodesByOwner,
  groupCodes,
  isInForce,
  type OwnedSuppression,
  ownersAround,
  type Place,
} from '#core/model/suppressions';
import { type Finding, internalError } from '#core/rules/finding';
import type { Report, Rule, RuleContext, Severity } from '#core/rules/rule';
import { endOf, type Span } from '#core/syntax/span';
import { asObject, findProperty } from '#core/syntax/tree';

export type ToFinding = (rule: Rule, report: RuleReport) => Finding;

/** Gives reports all around them that a reader needs. */
export function createCompletion(
  { document: { flow }, options, settings }: Checked,
  suppressions: readonly OwnedSuppression[],
): ToFinding {
  const isAccepted = toAcceptance(flow, suppressions, options.today);
  return (rule, report) => {
    const code = report.code ?? rule.code;
    const place = {
      node: findAround(flow, 'nodes', report.span),
      endpoint: findAround(flow, 'endpoints', report.span),
    };
    const severity = code === internalError ? 'error' : severityOf(rule, report, settings);
    return { ...report, ...place, code, severity, suppressed: isAccepted(code, place) };
  };
}

function severityOf(rule: Rule, report: Report, settings: Checked['settings']): Severity {
  const set = settings.get(rule.code);
  if (set !== undefined && set !== 'off') return set;
  return report.severity ?? (rule.severity === 'off' ? 'warning' : rule.severity);
}

/** The name of the entry that a span lies in, found by halving. */
function findAround(flow: Flow, section: 'nodes' | 'endpoints', span: Span): string | undefined {
  const properties = asObject(findProperty(flow.object, section)?.value)?.properties ?? [];
  let low = 0;
  let high = properties.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const property = properties[middle];
    if (property === undefined) return undefined;
    if (span.offset < property.offset) high = middle - 1;
    else if (span.offset >= endOf(property)) low = middle + 1;
    else {
      // Of a name that stands twice only the later entry is one.
      const name = property.name;
      return flow[section].get(name)?.property === property ? name : undefined;
    }
  }
  return undefined;
}

/** Suppressions of the flow count everywhere, those of a node or an endpoint inside it. */
function toAcceptance(
  flow: Flow,
  suppressions: readonly OwnedSuppression[],
  today: string,
): (code: string, place: Place) => boolean {
  const accepted = acceptedCodes(suppressions, today);
  return (code, place) =>
    accepted.size > 0 &&
    isSuppressible(code) &&
    ownersAround(place, flow).some((owner) => accepted.get(owner)?.has(code));
}

function acceptedCodes(suppressions: readonly OwnedSuppression[], today: string): CodesByOwner {
  const counting = suppressions.filter((suppression) => isInForce(suppression, today));
  return groupCodes(counting.flatMap(({ owner, rule }) => (rule === undefined ? [] : [[owner, rule.value] as const])));
}

/**
 * A remembered report in the version that is checked. Its fixes are made anew when somebody asks: by the rule, which looks at the entry
 * again and may read the whole.
 */
export function recall(
  { rule, hook, index, code, span, message, severity, related, hasFixes }: SteadyReport,
  entry: Entry,
  context: RuleContext,
): RuleReport {
  const fixes: Report['fixes'] = () => {
    const again = unlessItFails(rule, (report) => hook(entry, context, report))[index];
    return again?.message === message ? (again.fixes?.() ?? []) : [];
  };
  return {
    span,
    message,
    ...(code === undefined ? {} : { code }),
    ...(severity === undefined ? {} : { severity }),
    ...(related === undefined
      ? {}
      : { related: related.map((place) => ({ ...place, document: place.document ?? context.document })) }),
    ...(hasFixes ? { fixes } : {}),
  };
}
