import { type Branch, branchesOf, type FlowNode, type Target } from '#core/model/flow';
import { findFreeName } from '#core/model/freeName';
import { quote } from '#core/model/quote';
import { isNodeId } from '#core/model/vocabulary';
import { type FindRefactorings, type RefactoringContext, refactoring } from '#core/refactorings/refactoring';
import { findAround, isWithin } from '#core/refactorings/touched';
import { editsIn } from '#core/rules/rule';
import { addProperties, type NewValue, replaceValue, toNewValue } from '#core/syntax/editJson';
import { asObject, findProperty, type JsonNode } from '#core/syntax/tree';

/**
 * Puts a new text-display node at the end of a branch, which goes on to where the branch went before. A target that names no node
 * is not kept: to create just that node is a fix of its own.
 */
export const wireToNewNode: FindRefactorings = (selection, context) => {
  const { document } = context;
  const { flow, text } = document;
  const node = findAround(selection, flow.nodes.values());
  const branch = node && branchesOf(node).find(({ property }) => isWithin(selection, property));
  const nodes = asObject(findProperty(flow.object, 'nodes')?.value);
  const at = branch && valueAt(branch.target);
  if (node === undefined || branch === undefined || nodes === undefined || at === undefined) return [];
  const id = idFor(node, branch, context);
  if (!isNodeId(id)) return [];
  const created = { type: 'text-display', text: '', next: onward(branch.target, context) };
  const isMissing = branch.target.kind === 'empty';
  return refactoring(
    isMissing ? 'quickfix' : 'refactor.rewrite',
    `Wire ${quote(branch.key)} to the new node ${quote(id)}`,
    [editsIn(document, [replaceValue(at, id), addProperties(text, nodes, [[id, created]])])],
  );
};

/** Undefined for what is half typed or of a wrong type. */
function valueAt(target: Target): JsonNode | undefined {
  return target.kind === 'broken' ? undefined : target.at;
}

/** Where the branch led; to an `end` where it led nowhere and the flow has one, else to a place that is left for the author. */
function onward(target: Target, { document: { flow } }: RefactoringContext): NewValue {
  if (target.kind === 'flow') return toNewValue(target.at);
  if (target.kind === 'node' && flow.nodes.has(target.id)) return target.id;
  return [...flow.nodes.values()].find(({ type }) => type?.value === 'end')?.id ?? '';
}

/** `get-order-404`: after the node and the branch, whose key may be a label of several words. */
function idFor(node: FlowNode, { key }: Branch, { document: { flow } }: RefactoringContext): string {
  const words = key.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const name = [node.id, ...words].join('-');
  return findFreeName(name, '-', (candidate) => !isNamed(candidate));

  function isNamed(candidate: string): boolean {
    if (flow.nodes.has(candidate)) return true;
    return [...flow.nodes.values()].some((other) =>
      branchesOf(other).some(({ target }) => target.kind === 'node' && target.id === candidate),
    );
  }
}
