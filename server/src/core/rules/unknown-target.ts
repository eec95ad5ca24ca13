import type { FlowDocument } from '#core/model/document';
import type { Branch, Target } from '#core/model/flow';
import { findNearest } from '#core/model/nearest';
import { isNodeId } from '#core/model/vocabulary';
import { type Fix, fix, quote, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import { effectiveBranches } from '#core/rules/shared/effectiveBranches';
import { findMisspelling } from '#core/rules/shared/misspelling';
import { addProperties, replaceValue } from '#core/syntax/editJson';
import { asObject, findProperty, standsTwice } from '#core/syntax/tree';

type NodeTarget = Extract<Target, { kind: 'node' }>;
type FlowTarget = Extract<Target, { kind: 'flow' }>;

export const unknownTarget: Rule = {
  code: 'unknown-target',
  title: 'Every branch leads to a step that exists',
  severity: 'error',
  basis: 'D',
  explanation:
    'A target is the id of a node of this flow, or a flow of the workspace, with one of its steps where it is not to ' +
    'begin at its start; a file of endpoints alone has no start. When the flow takes a branch whose target does not exist, the platform fails with CT01, ' +
    'next step not found. Mostly the node has been renamed or removed. Correct the id, or create the node.',
  example: {
    wrong: `{
  "nodes": {
    "ask-order": { "type": "request-input", "text": "Which order?", "variable": "orderId", "next": "reception" },
    "receptions": { "type": "chat-desk" }
  }
}`,
    right: `{
  "nodes": {
    "ask-order": { "type": "request-input", "text": "Which order?", "variable": "orderId", "next": "receptions" },
    "receptions": { "type": "chat-desk" }
  }
}`,
  },
  fixable: true,
  checkNode(node, context, report) {
    for (const branch of effectiveBranches(node, context.document)) checkTarget(branch, context, report);
  },
};

function checkTarget({ target }: Branch, context: RuleContext, report: Reporter): void {
  if (target.kind === 'node' && !context.hasNode(target.id)) {
    const message = `No node has the id ${quote(target.id)} (CT01 at run time)`;
    report({ span: target.at, message, fixes: () => [...useNearest(target, context), ...createNode(target, context)] });
  }
  if (target.kind === 'flow') checkFlow(target, context, report);
}

/** An empty name is of a wrong shape, which is said elsewhere. */
function checkFlow({ flow, step }: FlowTarget, context: RuleContext, report: Reporter): void {
  if (flow.value === '' || step?.value === '') return;
  const { document, project } = context;
  const named = context.flowsNamed(flow.value);
  if (named === undefined) return;
  const first = named[0];
  if (first === undefined) {
    const names = function* () {
      for (const other of project?.flows() ?? []) if (other.flow.name !== undefined) yield other.flow.name.value;
    };
    const message = `No flow of the workspace is called ${quote(flow.value)} (CT01 at run time)`;
    report({ span: flow, message, fixes: () => renameTo(document, flow, findNearest(flow.value, names())) });
    return;
  }
  if (step === undefined) {
    const message = `The flow ${quote(flow.value)} has no nodes, so there is no step to go on at (CT01 at run time)`;
    if (named.every((other) => isLibrary(other, context))) report({ span: flow, message });
    return;
  }
  if (named.some((other) => hasStep(other, step.value, context))) return;
  const message = `The flow ${quote(flow.value)} has no node with the id ${quote(step.value)} (CT01 at run time)`;
  report({
    span: step,
    message,
    fixes: () => renameTo(document, step, findNearest(step.value, first.flow.nodes.keys())),
  });
}

/** Whether a flow certainly has no nodes: where they can't be read, that is said there. */
function isLibrary(document: FlowDocument, context: RuleContext): boolean {
  if (document === context.document || document.flow.nodes.size > 0 || document.syntaxErrors.length > 0) return false;
  const { object } = document.flow;
  const nodes = findProperty(object, 'nodes');
  const isNone = nodes === undefined || asObject(nodes.value)?.properties.length === 0;
  return isNone && !standsTwice(object, 'nodes') && findMisspelling(document, object, 'nodes') === undefined;
}

function hasStep(flow: FlowDocument, id: string, context: RuleContext): boolean {
  return flow === context.document ? context.hasNode(id) : flow.flow.nodes.has(id);
}

function renameTo(document: FlowDocument, at: FlowTarget['flow'], nearest: string | undefined): readonly Fix[] {
  return nearest === undefined ? [] : fix(document, `Change to ${quote(nearest)}`, [replaceValue(at, nearest)]);
}

function useNearest({ id, at }: NodeTarget, { document, flow }: RuleContext): readonly Fix[] {
  const nearest = findNearest(id, flow.nodes.keys());
  return nearest === undefined ? [] : fix(document, `Lead to ${quote(nearest)}`, [replaceValue(at, nearest)]);
}

/** The new node leads to an `end` where the flow has one; else its way onward is left for the author. */
function createNode({ id }: NodeTarget, { document, flow }: RuleContext): readonly Fix[] {
  const nodes = asObject(findProperty(flow.object, 'nodes')?.value);
  if (nodes === undefined || id.trim() === '' || !isNodeId(id)) return [];
  const end = [...flow.nodes.values()].find(({ type }) => type?.value === 'end');
  const created = { type: 'text-display', text: '', next: end?.id ?? '' };
  return fix(document, `Create the text-display node ${quote(id)}`, [
    addProperties(document.text, nodes, [[id, created]]),
  ]);
}
