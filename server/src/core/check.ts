import type { FlowDocument } from '#core/model/document';
import type { Suppression } from '#core/model/flow';
import { findEndpoint, type Project } from '#core/model/project';
import type { Finding } from '#core/rules/finding';
import { rules } from '#core/rules/index';
import {
  quote,
  type Report,
  type Rule,
  type RuleContext,
  type Severity,
  type SeveritySetting,
  severities,
} from '#core/rules/rule';
import { endOf, type Span } from '#core/syntax/span';
import type { JsonProperty } from '#core/syntax/tree';

export interface CheckOptions {
  /** What a person has set a rule to; undefined keeps the rule's own severity. */
  readonly severityOf?: (code: string) => SeveritySetting | undefined;
  /** The current date in UTC, `2027-06-30`: suppressions end. */
  readonly today: string;
  /** The environment that a person has picked. */
  readonly environment?: string | null;
  /** Whether the configuration names an environment value as a secret. */
  readonly isSecret?: (name: string) => boolean;
}

export interface CheckResult {
  /** What to show, in the order of the text: at most 100 of one code and 1,000 in all, the rest summed up. */
  readonly findings: readonly Finding[];
  /** All of them. */
  readonly all: readonly Finding[];
  /** True numbers, whatever is shown. */
  readonly counts: Readonly<Record<Severity | 'suppressed', number>>;
}

/** The one road from a text to its findings, for the editor and the command line alike. Never throws. */
export function check(document: FlowDocument, project: Project | undefined, options: CheckOptions): CheckResult {
  const context: RuleContext = {
    document,
    flow: document.flow,
    project,
    today: options.today,
    environment: options.environment ?? null,
    isSecret: options.isSecret ?? (() => false),
    endpointOf: (node) => findEndpoint(document, node, project),
  };
  const locate = toLocator(document);
  const all = applicableRules(document)
    .flatMap((rule) => runRule(rule, context, options).map((report) => toFinding(rule, report, locate, options)))
    .map((finding) => ({ ...finding, suppressed: isSuppressed(finding, document, options.today) }))
    .sort((a, b) => a.span.offset - b.span.offset || compareText(a.code, b.code));
  return { findings: sumUp(all), all, counts: count(all) };
}

/** By code units: what the locale of a machine makes of it must not decide an order. */
function compareText(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

/** A file of another version may mean anything: only that is said. */
function applicableRules(document: FlowDocument): readonly Rule[] {
  const foreign = document.shapeErrors.some(
    ({ path, kind }) => path.length === 1 && path[0] === 'version' && kind !== 'missing',
  );
  return foreign ? rules.filter(({ code }) => code === 'unsupported-version') : rules;
}

function runRule(rule: Rule, context: RuleContext, { severityOf }: CheckOptions): readonly Report[] {
  if ((severityOf?.(rule.code) ?? rule.severity) === 'off') return [];
  try {
    return [
      ...(rule.checkFile?.(context) ?? []),
      ...[...context.flow.endpoints.values()].flatMap((endpoint) => [
        ...(rule.checkEndpoint?.(endpoint, context) ?? []),
      ]),
      ...[...context.flow.nodes.values()].flatMap((node) => [...(rule.checkNode?.(node, context) ?? [])]),
    ];
  } catch (error) {
    return [crash(rule, error)];
  }
}

/** A rule that fails is a finding of its own: a crash must not look like a clean file. */
const internalError = 'internal-error';

function crash(rule: Rule, error: unknown): Report & { readonly code: string } {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `The rule ${quote(rule.code)} failed, and this is a fault of Flow Lens: ${quote(reason)}`;
  return { code: internalError, span: { offset: 0, length: 1 }, message, severity: 'error' };
}

function toFinding(
  rule: Rule,
  report: Report & { readonly code?: string },
  locate: Locate,
  options: CheckOptions,
): Finding {
  const set = options.severityOf?.(rule.code);
  const own = rule.severity === 'off' ? 'warning' : rule.severity;
  const severity = report.code === internalError || set === undefined || set === 'off' ? (report.severity ?? own) : set;
  return { ...report, ...locate(report.span), code: report.code ?? rule.code, severity, suppressed: false };
}

type Locate = (span: Span) => { readonly node: string | undefined; readonly endpoint: string | undefined };

/** Finds the node or endpoint that a span lies in, by halving. */
function toLocator({ flow }: FlowDocument): Locate {
  const nodes = [...flow.nodes.values()].map(({ property }) => property);
  const endpoints = [...flow.endpoints.values()].map(({ property }) => property);
  return (span) => ({ node: findAround(nodes, span)?.key.value, endpoint: findAround(endpoints, span)?.key.value });
}

function findAround(properties: readonly JsonProperty[], span: Span): JsonProperty | undefined {
  let low = 0;
  let high = properties.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const property = properties[middle];
    if (property === undefined) return undefined;
    if (span.offset < property.offset) high = middle - 1;
    else if (span.offset >= endOf(property)) low = middle + 1;
    else return property;
  }
  return undefined;
}

const unsuppressible = new Set([
  internalError,
  ...rules.filter((rule) => rule.suppressible === false).map(({ code }) => code),
]);

/** Suppressions of the flow count everywhere, those of a node or an endpoint inside it. */
function isSuppressed(finding: Finding, { flow }: FlowDocument, today: string): boolean {
  if (unsuppressible.has(finding.code)) return false;
  const around = [
    ...flow.suppressions,
    ...(finding.node === undefined ? [] : (flow.nodes.get(finding.node)?.suppressions ?? [])),
    ...(finding.endpoint === undefined ? [] : (flow.endpoints.get(finding.endpoint)?.suppressions ?? [])),
  ];
  return around.some((suppression) => accepts(suppression, finding.code, today));
}

/** A suppression counts with a reason, up to its last day and including it. */
function accepts({ rule, reason, until }: Suppression, code: string, today: string): boolean {
  if (rule?.value !== code || !reason?.value.trim()) return false;
  return until === undefined || today <= until.value;
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
