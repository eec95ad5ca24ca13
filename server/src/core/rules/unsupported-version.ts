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
    for (const { kind, path, span } of document.shapeErrors) {
      if (kind === 'missing' || path.length !== 1 || path[0] !== 'version') continue;
      const written = document.text.slice(span.offset, span.offset + span.length);
      yield {
        span,
        message: `Version ${quote(written)} of the format is not known here; this is a tool for version 1`,
      };
    }
  },
};
