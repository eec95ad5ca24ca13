import type { FlowDocument } from '#core/model/document';
import type { Flow } from '#core/model/flow';
import { isRead, type Project } from '#core/model/project';
import { remember } from '#core/model/remember';
import { createSummaries } from '#core/model/summaries';
import { type LocalGraph, leadingTo, localGraph } from '#core/paths/localGraph';
import { createWalks, type Walks } from '#core/paths/walks';
import { quote, type Rule, type RuleContext } from '#core/rules/rule';
import { callsOf } from '#core/rules/shared/calls';
import { isFinished, wiringOf } from '#core/rules/shared/isFinished';
import { findMisspelling } from '#core/rules/shared/misspelling';
import { asObject, findProperty, hasTwins } from '#core/syntax/tree';

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
  const walks = walksFrom(graph, [graph.start, ...entered, ...doorsOf(mayBeEntered(document))]);
  if (walks.order.length === graph.nodes.length || hasUnfinished(graph, walks, context)) return [];
  return graph.nodes.flatMap(({ id }, index) => (walks.isReached[index] === 1 ? [] : [id]));
}

/** Of a key that stands twice only the later counts, and the earlier one may have led anywhere. */
function hasDuplicates({ object }: Flow): boolean {
  const nodes = asObject(findProperty(object, 'nodes')?.value);
  return nodes !== undefined && hasTwins(nodes);
}

/** Whether a branch of a node that is reached may be meant for any other. */
function hasUnfinished({ nodes, indexOf, flow }: LocalGraph, { isReached }: Walks, context: RuleContext): boolean {
  const calls = callsOf(context);
  const wiring = wiringOf(context.document);
  return nodes.some(
    (node, index) =>
      isReached[index] === 1 &&
      !isFinished(index, wiring[index], calls.get(node.endpoint ?? '')?.endpoint, flow, indexOf),
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

/** The numbers of the nodes at which the platform may enter by itself. */
const doorsOf = remember((mayBe: readonly boolean[]): readonly number[] =>
  mayBe.flatMap((isDoor, index) => (isDoor ? [index] : [])),
);

const walksFrom = createWalks();
