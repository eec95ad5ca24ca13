import { type ApiNode, type Branch, isApiNode } from '#core/model/flow';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { meantDefaults } from '#core/rules/shared/meantDefaults';
import { renameKey } from '#core/syntax/editJson';

export const defaultResponseCase: Rule = {
  code: 'default-response-case',
  title: 'Default responses are written in lower case',
  severity: 'error',
  basis: 'D',
  explanation:
    'The platform knows the default responses as `other`, `error`, `timeout` and `max-connection`, in lower case and ' +
    'with a hyphen. A key in any other spelling is an error there: it is never taken, and the default response that ' +
    'it was meant to be is missing (CT51 at run time). Rename the key.',
  example: {
    wrong: `{
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "responses": { "other": "sorry", "Error": "sorry", "timeout": "sorry", "max_connection": "busy" }
    }
  }
}`,
    right: `{
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "responses": { "other": "sorry", "error": "sorry", "timeout": "sorry", "max-connection": "busy" }
    }
  }
}`,
  },
  fixable: true,
  fixAll: true,
  checkNode(node, context, report) {
    if (!isApiNode(node)) return;
    const meant = meantDefaults(node, context.document);
    for (const branch of node.api.responses) {
      const name = meant(branch);
      if (name === undefined) continue;
      report({
        span: branch.property.key,
        message: `The default response ${quote(branch.key)} must be written ${quote(name)} (CT51 at run time)`,
        fixes: () => rename(node, branch, name, context),
      });
    }
  },
};

/** Withheld where the right key is there already, or an earlier misspelling of it has the better claim. */
function rename(node: ApiNode, branch: Branch, name: string, { document }: RuleContext): readonly Fix[] {
  const { api, results } = node;
  const meant = meantDefaults(node, document);
  const claims = api.responses.find((other) => other.key === name || meant(other) === name);
  if (claims !== branch || [...api.responses, ...results].some(({ key }) => key === name)) return [];
  return fix(document, `Rename to ${quote(name)}`, [renameKey(branch.property, name)], { fixAll: true });
}
