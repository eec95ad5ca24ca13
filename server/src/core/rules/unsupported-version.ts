import { quote, type Rule } from '#core/rules/rule';

export const unsupportedVersion: Rule = {
  code: 'unsupported-version',
  title: 'The version of the format is 1',
  severity: 'error',
  basis: 'T',
  explanation:
    'Flow Lens knows version 1 of the format. A file of another version may mean something else by the same words, so nothing ' +
    'else is reported for it.',
  fixable: false,
  suppressible: false,
  *checkFile({ document }) {
    for (const error of document.shapeErrors) {
      if (error.kind !== 'value' || error.path.length !== 1 || error.path[0] !== 'version') continue;
      const { node, span } = error;
      const fact =
        node.kind === 'object' || node.kind === 'array'
          ? `The version of the format is a number, not ${node.kind === 'object' ? 'an object' : 'a list'}`
          : `Version ${quote(String(node.value))} of the format is not known here`;
      yield { span, message: `${fact}; this is a tool for version 1` };
    }
  },
};
