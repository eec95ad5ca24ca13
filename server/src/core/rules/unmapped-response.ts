import { type Branch, branchesOf, type FlowNode } from '#core/model/flow';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { effectiveBranches } from '#core/rules/shared/effectiveBranches';
import { replaceValue } from '#core/syntax/editJson';

export const unmappedResponse: Rule = {
  code: 'unmapped-response',
  title: 'Every branch leads somewhere',
  severity: 'error',
  basis: 'D',
  explanation:
    'A result, a default response or a `next` with an empty or null target leads nowhere. When the flow takes it, ' +
    'the platform fails with CT04, missing next step, and the conversation stops there. Choose the node or the flow ' +
    'that comes next; where the conversation is meant to be over, lead to an `end` node.',
  example: {
    wrong: `{
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "results": { "200": "show-order", "404": "" },
      "responses": { "other": "sorry", "error": "sorry", "timeout": null, "max-connection": "sorry" }
    }
  }
}`,
    right: `{
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "results": { "200": "show-order", "404": "not-found" },
      "responses": { "other": "sorry", "error": "sorry", "timeout": "sorry", "max-connection": "sorry" }
    }
  }
}`,
  },
  fixable: true,
  checkNode(node, context, report) {
    for (const branch of effectiveBranches(node, context.document)) {
      const { key, target } = branch;
      if (target.kind !== 'empty') continue;
      const message = `${quote(key)} leads nowhere (CT04 at run time)`;
      report({ span: target.at, message, fixes: () => chooseNode(node, branch, target, context) });
    }
  },
};

const mostChoices = 10;

/** Offers where the branches beside it lead first, then the node's other branches, then the rest in the order of the text. */
function chooseNode(
  node: FlowNode,
  branch: Branch,
  { at }: Extract<Branch['target'], { kind: 'empty' }>,
  { document, flow }: RuleContext,
): readonly Fix[] {
  const beside = [node.results, node.api?.responses ?? []].find((branches) => branches.includes(branch)) ?? [];
  const siblings = [...beside, ...branchesOf(node)].flatMap(({ target }) =>
    target.kind === 'node' && flow.nodes.has(target.id) ? [target.id] : [],
  );
  const choices = [...new Set([...siblings, ...flow.nodes.keys()])].filter((id) => id !== node.id && id !== '');
  return choices.slice(0, mostChoices).flatMap((id) => fix(document, `Lead to ${quote(id)}`, [replaceValue(at, id)]));
}
