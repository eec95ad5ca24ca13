import type { Endpoint, Flow, FlowNode, Suppression } from '#core/model/flow';

/** What a suppression stands in, and is about. */
export type SuppressionOwner = Flow | Endpoint | FlowNode;

export interface OwnedSuppression extends Suppression {
  readonly owner: SuppressionOwner;
}

/** The suppressions of a flow: its own, then those of its endpoints, then those of its nodes. */
export function* suppressionsIn(flow: Flow): Iterable<OwnedSuppression> {
  yield* suppressionsOf(flow);
  for (const endpoint of flow.endpoints.values()) yield* suppressionsOf(endpoint);
  for (const node of flow.nodes.values()) yield* suppressionsOf(node);
}

/** The suppressions that stand in a flow, an endpoint or a node itself. */
export function suppressionsOf(owner: SuppressionOwner): readonly OwnedSuppression[] {
  return owner.suppressions.map((suppression) => ({ ...suppression, owner }));
}

/** Ids of the node and the endpoint that something lies in. */
export interface Place {
  readonly node: string | undefined;
  readonly endpoint: string | undefined;
}

/** Whose suppressions are about a place, from the outside in: the flow's, and those of the endpoint or node around it. */
export function ownersAround({ node, endpoint }: Place, flow: Flow): readonly SuppressionOwner[] {
  const inside = [
    endpoint === undefined ? undefined : flow.endpoints.get(endpoint),
    node === undefined ? undefined : flow.nodes.get(node),
  ];
  return [flow, ...inside.filter((owner) => owner !== undefined)];
}

/** Whether a suppression counts on a day: with a reason, up to its last day and including it. */
export function isInForce({ reason, until }: Suppression, today: string): boolean {
  return hasReason(reason?.value) && !(until !== undefined && isOver(until.value, today));
}

export function hasReason(reason: string | undefined): boolean {
  return reason !== undefined && reason.trim() !== '';
}

/**
 * Whether a suppression with this last day, UTC, has ended. One that ends on a day that never comes (`2027-02-30`) has. A text
 * of another shape ends nothing: that it is no date is another finding.
 */
export function isOver(until: string, today: string): boolean {
  return isShapedAsDate(until) && (!isDay(until) || today > until);
}

function isShapedAsDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

/** The last day on which a suppression counts; one without an end has a day behind all others. */
export function lastDay({ until }: Suppression): string {
  return until !== undefined && isShapedAsDate(until.value) ? until.value : '9999-12-31';
}

/** Whether the calendar has a day, written as `2027-06-30`. */
export function isDay(date: string): boolean {
  const time = Date.parse(date);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** Codes by what they were found in, or are accepted in. */
export type CodesByOwner = ReadonlyMap<SuppressionOwner, ReadonlySet<string>>;

/** The codes of findings by all that each of them lies in. */
export function codesAround(findings: readonly (Place & { readonly code: string })[], flow: Flow): CodesByOwner {
  return groupCodes(
    findings.flatMap((finding) => ownersAround(finding, flow).map((owner) => [owner, finding.code] as const)),
  );
}

export function groupCodes(pairs: Iterable<readonly [owner: SuppressionOwner, code: string]>): CodesByOwner {
  const codes = new Map<SuppressionOwner, Set<string>>();
  for (const [owner, code] of pairs) {
    const known = codes.get(owner);
    if (known === undefined) codes.set(owner, new Set([code]));
    else known.add(code);
  }
  return codes;
}
