import type { FlowDocument } from '#core/model/document';
import type { FlowNode } from '#core/model/flow';
import { isRead, type Project } from '#core/model/project';
import { type LocalGraph, leadingTo, localGraph } from '#core/paths/localGraph';
import { quote, type Rule } from '#core/rules/rule';
import { hasDuplicates, isFinished } from '#core/rules/shared/isFinished';
import { findMisspelling } from '#core/rules/shared/misspelling';
import { findProperty } from '#core/syntax/tree';

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
  *checkFile(context) {
    const { document, project } = context;
    const graph = localGraph(document);
    if (!isRead(project) || graph.start === undefined || document.syntaxErrors.length > 0) return;
    const entered = enteredBy(document, project);
    if (entered === undefined || hasDuplicates(findProperty(document.flow.object, 'nodes')?.value)) return;
    const entries = graph.nodes.flatMap((node, index) => (mayBeEntered(node, document) ? [index] : []));
    const isReached = walk(graph, [graph.start, ...entered, ...entries]);
    if (graph.nodes.some((node, index) => isReached[index] && !isFinished(node, context))) return;
    for (const [index, { id, property }] of graph.nodes.entries()) {
      if (isReached[index]) continue;
      yield { span: property.key, message: `No way through the flow comes to ${quote(id)}` };
    }
  },
};

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

/** An `entry` of a wrong type or in another spelling has a finding of its own, and may be meant as true. */
function mayBeEntered({ object, entry }: FlowNode, document: FlowDocument): boolean {
  const value = findProperty(object, 'entry')?.value;
  const isBroken = value !== undefined && value.kind !== 'boolean';
  return entry || isBroken || findMisspelling(document, object, 'entry') !== undefined;
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
