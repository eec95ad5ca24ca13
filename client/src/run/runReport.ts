import { counted } from '#core/model/counted';
import { outcomeOf, toLabel } from '#core/request/runLabel';
import type { RunNodeResult } from '../../../server/src/protocol';

/** What came of one node of a file: the branch that was taken, or why there is none. */
export type NodeOutcome =
  | { readonly kind: 'branch'; readonly result: RunNodeResult }
  /** `reason` is a sentence for people without a final stop. */
  | { readonly kind: 'not sent' | 'broken off'; readonly reason: string }
  | { readonly kind: 'cancelled' | 'not run' };

/** What came of all nodes of a file, in the order of the text. */
export interface RunReport {
  /** As the title calls it: `order-status.flow.json`. */
  readonly file: string;
  readonly nodes: readonly { readonly node: string; readonly outcome: NodeOutcome }[];
}

/** All in one sentence, for a message: `4 nodes: 2 took a result, 1 timeout, 1 not sent`. */
export function summarise({ nodes }: RunReport): string {
  const counts = new Map<string, number>(order.map((name) => [name, 0]));
  for (const { outcome } of nodes) {
    const name = nameOf(outcome);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const parts = [...counts].filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`);
  return `${counted(nodes.length, 'node')}: ${parts.join(', ')}`;
}

/** Whether a node went wrong, or was not run: `other` is a branch that flows are made for. */
export function hasTrouble({ nodes }: RunReport): boolean {
  return nodes.some(
    ({ outcome }) => outcome.kind !== 'branch' || ['failure', 'none'].includes(outcomeOf(outcome.result)),
  );
}

/** The summary and a line for each node, in columns. */
export function toReportText(report: RunReport): string {
  const width = Math.max(0, ...report.nodes.map(({ node }) => node.length));
  const lines = report.nodes.map(({ node, outcome }) => `${node.padEnd(width)}  ${toLine(outcome)}`.trimEnd());
  return `${[`${report.file}, ${summarise(report)}`, '', ...lines].join('\n')}\n`;
}

const order = [
  'took a result',
  'other',
  'error',
  'timeout',
  'max-connection',
  'no branch',
  'not sent',
  'broken off',
  'cancelled',
  'not run',
];

function nameOf(outcome: NodeOutcome): string {
  if (outcome.kind !== 'branch') return outcome.kind;
  const { branch } = outcome.result;
  if (branch === null) return 'no branch';
  return branch.kind === 'result' ? 'took a result' : branch.key;
}

function toLine(outcome: NodeOutcome): string {
  if (outcome.kind === 'branch') return toLabel(outcome.result);
  return 'reason' in outcome ? `– ${outcome.reason}` : `– ${outcome.kind}`;
}
