import type { FlowDocument } from '#core/model/document';
import type { Flow } from '#core/model/flow';
import { isRead, type Project } from '#core/model/project';
import { createSummaries, isSame } from '#core/model/summaries';
import { type LocalGraph, leadingTo, localGraph } from '#core/paths/localGraph';
import { quote, type Rule, type RuleContext } from '#core/rules/rule';
import { callsOf } from '#core/rules/shared/calls';
import { isFinished, wiringOf } from '#core/rules/shared/isFinished';
import { findMisspelling } from '#core/rules/shared/misspelling';
import { asObject, findProperty } from '#core/syntax/tree';

export const unreachableNode: Rule = {
  code: 'unreachable-node',
  title: 'Every node can be reached',
  severity: 'warning',
  basis: 'T',
  explanation:
    'No walk from `start`, from an `entry` node, or from a target of another flow comes to this node, so no customer ever does; two nodes that only point at each other ' +
    'count as well. Lead a branch to it, mark it with `"entry": true` where the platform enters it by itself, or remove it. While another branch ' +
    'of the flow leads nowhere yet, nothing is said: that branch may be meant for it.',
  example: {
    wrong: `{
  "start": "hello",
  "nodes": {
    "hello": { "type": "text-display", "text": "Hello", "next": "end" },
    "opening-hours": { "type": "text-display", "text": "We open at nine", "next": "end" },
    "end": { "type": "end" }
  }
}`,
    right: `{
  "start": "hello",
  "nodes": {
    "hello": { "type": "text-display", "text": "Hello", "next": "opening-hours" },
    "opening-hours": { "type": "text-display", "text": "We open at nine", "next": "end" },
    "end": { "type": "end" }
  }
}`,
  },
  fixable: false,
  unnecessary: true,
  checkFile(context, report) {
    const { document, flow, project } = context;
    if (!isRead(project) || document.syntaxErrors.length > 0) return;
    for (const id of unreached(context, project)) {
      const property = flow.nodes.get(id)?.property;
      if (property !== undefined)
        report({ span: property.key, message: `No way through the flow comes to ${quote(id)}` });
    }
  },
};

/** The ids of the nodes that no way comes to; none while that can't be told. */
function unreached(context: RuleContext, project: Project): readonly string[] {
  const { document, flow } = context;
  const graph = localGraph(document);
  const entered = graph.start === undefined ? undefined : enteredBy(document, project);
  if (graph.start === undefined || entered === undefined || hasDuplicates(flow)) return [];
  const { isReached, left } = walkFrom([graph.start, ...entered], graph, mayBeEntered(document));
  return left.length === 0 || hasUnfinished(graph, isReached, context) ? [] : left;
}

/** Of a key that stands twice only the later counts, and the earlier one may have led anywhere. */
function hasDuplicates({ object, nodes }: Flow): boolean {
  const { properties = [] } = asObject(findProperty(object, 'nodes')?.value) ?? {};
  return nodes.size < properties.length;
}

/** Whether a branch of a node that is reached may be meant for any other. */
function hasUnfinished(
  { nodes, indexOf, flow }: LocalGraph,
  isReached: readonly boolean[],
  context: RuleContext,
): boolean {
  const calls = callsOf(context);
  const wiring = wiringOf(context.document);
  return nodes.some(
    (node, index) =>
      isReached[index] && !isFinished(node, wiring[index], calls.get(node.endpoint ?? '')?.endpoint, flow, indexOf),
  );
}

/** The nodes that other flows lead to; undefined where one of them names a step that is not there and may be meant for any. */
function enteredBy(document: FlowDocument, project: Project): readonly number[] | undefined {
  const { indexOf } = localGraph(document);
  const entered: number[] = [];
  for (const other of leadingTo(project.flows()).get(document.flow.name?.value ?? '') ?? []) {
    if (other.uri === document.uri) continue;
    for (const { flow, step } of localGraph(other).exits) {
      if (step === undefined || flow !== document.flow.name?.value) continue;
      const index = indexOf.get(step);
      if (index === undefined) return undefined;
      entered.push(index);
    }
  }
  return entered;
}

/** By number: an `entry` of a wrong type or in another spelling has a finding of its own, and may be meant as true. */
const mayBeEntered = createSummaries(
  ({ flow }) => flow.nodes.list,
  ({ object, entry }, document) => {
    const value = findProperty(object, 'entry')?.value;
    const isBroken = value !== undefined && value.kind !== 'boolean';
    return entry || isBroken || findMisspelling(document, object, 'entry') !== undefined;
  },
);

/** Which nodes some way comes to, by number, and the ids of the others. */
interface Walked {
  readonly isReached: readonly boolean[];
  readonly left: readonly string[];
}

/** What was walked last, by the graph, and what that rests on. */
const lastWalks = new WeakMap<
  LocalGraph,
  { readonly from: readonly number[]; readonly doors: readonly boolean[]; readonly walked: Walked }
>();

/** @param doors by number: whether the platform may enter there by itself */
function walkFrom(from: readonly number[], graph: LocalGraph, doors: readonly boolean[]): Walked {
  const last = lastWalks.get(graph);
  if (last?.doors === doors && isSame(last.from, from)) return last.walked;
  const isReached = walk(graph, [...from, ...doors.flatMap((isDoor, index) => (isDoor ? [index] : []))]);
  const walked = { isReached, left: graph.nodes.filter((_, index) => !isReached[index]).map(({ id }) => id) };
  lastWalks.set(graph, { from, doors, walked });
  return walked;
}

function walk({ nodes, edges }: LocalGraph, from: readonly number[]): readonly boolean[] {
  const successors = nodes.map((): number[] => []);
  for (const { from: start, to } of edges) successors[start]?.push(to);
  const isReached = nodes.map(() => false);
  const open = [...from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isReached[node]) continue;
    isReached[node] = true;
    open.push(...(successors[node] ?? []));
  }
  return isReached;
}
