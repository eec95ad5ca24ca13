import { quote, type Rule } from '#core/rules/rule';
import type { JsonNode } from '#core/syntax/tree';

export const unsupportedVersion: Rule = {
  code: 'unsupported-version',
  title: 'The version of the format is 1',
  severity: 'error',
  basis: 'T',
  explanation:
    'Flow Lens knows version 1 of the format. A file of another version may mean something else by the same words, ' +
    'so nothing else is reported for it, and that does not mean that nothing else is wrong. Write the number `1` if ' +
    'the file keeps to version 1, or use a Flow Lens that knows the other version.',
  example: {
    wrong: `{
  "version": 2,
  "name": "order-status"
}`,
    right: `{
  "version": 1,
  "name": "order-status"
}`,
  },
  fixable: false,
  suppressible: false,
  checkFile({ document }, report) {
    for (const error of document.shapeErrors) {
      if (error.kind !== 'value' || error.path.length !== 1 || error.path[0] !== 'version') continue;
      const { node, span } = error;
      const message =
        node.kind === 'number'
          ? `Version ${node.value} of the format is not known here; this is a tool for version 1`
          : `"version" must be the number 1, not ${describe(node)}`;
      report({ span, message });
    }
  },
};

function describe(node: JsonNode): string {
  if (node.kind === 'object') return 'an object';
  if (node.kind === 'array') return 'a list';
  return node.kind === 'string' ? `the string ${quote(node.value)}` : String(node.value);
}
