import { fix, type Rule } from '#core/rules/rule';
import type { JsonError } from '#core/syntax/parseJson';

export const jsonSyntax: Rule = {
  code: 'json-syntax',
  title: 'A flow definition is strict JSON',
  severity: 'error',
  basis: 'R',
  explanation:
    'A flow file is JSON in UTF-8 as RFC 8259 has it: no comments, no comma after the last entry, no value nested deeper than 256 levels. ' +
    'What can still be read is checked all the same.',
  fixable: true,
  suppressible: false,
  *checkFile({ document }) {
    for (const error of document.syntaxErrors) {
      yield {
        span: error,
        message: error.message,
        fixes: () => fixesOf(error).flatMap((mend) => mend(document, error)),
      };
    }
  },
};

type Mend = (document: Parameters<typeof fix>[0], error: JsonError) => ReturnType<typeof fix>;

function fixesOf({ kind }: JsonError): readonly Mend[] {
  if (kind === 'trailing-comma') return [removeComma];
  return kind === 'comment' ? [removeComment] : [];
}

const removeComma: Mend = (document, span) =>
  fix(document, 'Remove the trailing comma', [{ span, newText: '' }], { fixAll: true });

/** A comment that fills its line takes the line with it. */
const removeComment: Mend = (document, { offset, length }) => {
  const before = /(?:^|[\r\n])[ \t]*$/.exec(document.text.slice(0, offset));
  const after = /^[ \t]*(?:\r\n|\r|\n|$)/.exec(document.text.slice(offset + length));
  const indent = (before?.[0] ?? '').replace(/^[\r\n]/, '').length;
  const span =
    before && after ? { offset: offset - indent, length: indent + length + after[0].length } : { offset, length };
  return fix(document, 'Remove the comment', [{ span, newText: '' }]);
};
