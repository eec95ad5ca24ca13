import { isSuppressible } from '#core/isSuppressible';
import { compareText } from '#core/model/compareText';
import type { FlowDocument } from '#core/model/document';
import type { Flow } from '#core/model/flow';
import { type FoundEndpoint, findEndpoint, type Project } from '#core/model/project';
import {
  type CodesByOwner,
  groupCodes,
  isInForce,
  ownersAround,
  type Place,
  suppressionsIn,
} from '#core/model/suppressions';
import type { Observation } from '#core/request/observation';
import { type Finding, internalError } from '#core/rules/finding';
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
  /** What runs have shown of a node as it is now, by its id. In the editor only. */
  readonly observationOf?: (nodeId: string) => Observation | undefined;
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
  const context = toContext(document, project, options);
  const complete = toCompletion(document, options);
  const applicable = applicableRules(document).filter((rule) => !context.isOff(rule));
  let all = applicable.flatMap((rule) => runRule(rule, context).map((report) => complete(rule, report)));
  for (const rule of applicable.filter(({ checkFindings }) => checkFindings !== undefined)) {
    all = [...all, ...runOnFindings(rule, all, context).map((report) => complete(rule, report))];
  }
  return toCheckResult(all.sort((a, b) => a.span.offset - b.span.offset || compareText(a.code, b.code)));
}

function toContext(document: FlowDocument, project: Project | undefined, options: CheckOptions): RuleContext {
  return {
    document,
    flow: document.flow,
    project,
    today: options.today,
    environment: options.environment ?? null,
    isSecret: options.isSecret ?? (() => false),
    rules: byCode,
    isOff: ({ code, severity }) => (options.severityOf?.(code) ?? severity) === 'off',
    observationOf: ({ id }) => options.observationOf?.(id),
    endpointOf: createEndpointLookup(document, project),
  };
}

/** Many rules ask for the endpoint of every node, and an import is a file to be found: each name is looked up once. */
function createEndpointLookup(document: FlowDocument, project: Project | undefined): RuleContext['endpointOf'] {
  const found = new Map<string | undefined, FoundEndpoint | undefined>();
  return (node) => {
    const name = node.endpoint?.value;
    if (!found.has(name)) found.set(name, findEndpoint(document, node, project));
    return found.get(name);
  };
}

const byCode = new Map(rules.map((rule) => [rule.code, rule]));

/** All findings of a file, in the order of the text, with what is shown of them and how many there are. */
export function toCheckResult(all: readonly Finding[]): CheckResult {
  return { findings: sumUp(all), all, counts: count(all) };
}

/** A file of another version may mean anything: only that is said. */
function applicableRules(document: FlowDocument): readonly Rule[] {
  const foreign = document.shapeErrors.some(
    ({ path, kind }) => path.length === 1 && path[0] === 'version' && kind !== 'missing',
  );
  return foreign ? rules.filter(({ code }) => code === 'unsupported-version') : rules;
}

/** What a rule reports, or the one report of its failure, which has a code of its own. */
type RuleReport = Report & { readonly code?: string };

function runRule(rule: Rule, context: RuleContext): readonly RuleReport[] {
  return unlessItFails(rule, () => [...runHooks(rule, context)]);
}

/** Most rules have one hook of three: what they don't have is not walked for. */
function* runHooks({ checkFile, checkEndpoint, checkNode }: Rule, context: RuleContext): Iterable<Report> {
  const { endpoints, nodes } = context.flow;
  if (checkFile !== undefined) yield* checkFile(context);
  if (checkEndpoint !== undefined) for (const endpoint of endpoints.values()) yield* checkEndpoint(endpoint, context);
  if (checkNode !== undefined) for (const node of nodes.values()) yield* checkNode(node, context);
}

function runOnFindings(rule: Rule, found: readonly Finding[], context: RuleContext): readonly RuleReport[] {
  return unlessItFails(rule, () => [...(rule.checkFindings?.(found, context) ?? [])]);
}

function unlessItFails(rule: Rule, run: () => readonly Report[]): readonly RuleReport[] {
  try {
    return run();
  } catch (error) {
    return [crash(rule, error)];
  }
}

function crash(rule: Rule, error: unknown): RuleReport {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `The rule ${quote(rule.code)} failed, and this is a fault of Flow Lens: ${quote(reason)}`;
  return { code: internalError, span: { offset: 0, length: 1 }, message };
}

/** Gives reports all around them that a reader needs. */
function toCompletion(document: FlowDocument, options: CheckOptions): (rule: Rule, report: RuleReport) => Finding {
  const locate = toLocator(document);
  const isAccepted = toAcceptance(document.flow, options.today);
  return (rule, report) => {
    const code = report.code ?? rule.code;
    const place = locate(report.span);
    const severity = code === internalError ? 'error' : severityOf(rule, report, options);
    return { ...report, ...place, code, severity, suppressed: isAccepted(code, place) };
  };
}

function severityOf(rule: Rule, report: Report, options: CheckOptions): Severity {
  const set = options.severityOf?.(rule.code);
  if (set !== undefined && set !== 'off') return set;
  return report.severity ?? (rule.severity === 'off' ? 'warning' : rule.severity);
}

type Locate = (span: Span) => Place;

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

/** Suppressions of the flow count everywhere, those of a node or an endpoint inside it. */
function toAcceptance(flow: Flow, today: string): (code: string, place: Place) => boolean {
  const accepted = acceptedCodes(flow, today);
  return (code, place) =>
    accepted.size > 0 &&
    isSuppressible(code) &&
    ownersAround(place, flow).some((owner) => accepted.get(owner)?.has(code));
}

function acceptedCodes(flow: Flow, today: string): CodesByOwner {
  const counting = [...suppressionsIn(flow)].filter((suppression) => isInForce(suppression, today));
  return groupCodes(counting.flatMap(({ owner, rule }) => (rule === undefined ? [] : [[owner, rule.value] as const])));
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
