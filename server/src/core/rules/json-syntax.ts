import { fix, type Rule } from '#core/rules/rule';
import type { JsonError } from '#core/syntax/parseJson';

export const jsonSyntax: Rule = {
  code: 'json-syntax',
  title: 'A flow definition is strict JSON',
  severity: 'error',
  basis: 'R',
  explanation:
    'A flow file is strict JSON in UTF-8 (RFC 8259): no comments, no comma after the last entry, and no value nested ' +
    'deeper than 256 levels. Most programs refuse the whole file for a single wrong character; Flow Lens goes on and ' +
    'checks what can still be read. Notes belong in `description` or a key that begins with `x-`, and accepted ' +
    'findings into `suppressions`.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": {
      "timeout": 5000, // the API is slow
      "maxConnections": 10,
    }
  }
}`,
    right: `{
  "endpoints": {
    "orders": {
      "description": "The API is slow",
      "timeout": 5000,
      "maxConnections": 10
    }
  }
}`,
  },
  fixable: true,
  fixAll: true,
  suppressible: false,
  checkFile({ document }, report) {
    for (const error of document.syntaxErrors) {
      report({
        span: error,
        message: error.message,
        fixes: () => fixesOf(error).flatMap((mend) => mend(document, error)),
      });
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

/** A comment that fills its line takes the line with it; any other takes the blanks that only it needed. */
const removeComment: Mend = (document, { offset, length }) => {
  const { text } = document;
  const isBlank = (at: number) => text[at] === ' ' || text[at] === '\t';
  let from = offset;
  while (isBlank(from - 1)) from--;
  let to = offset + length;
  while (isBlank(to)) to++;
  const lineEnd = /^(?:\r\n|\r|\n|$)/.exec(text.slice(to, to + 2))?.[0];
  const startsLine = from === 0 || text[from - 1] === '\n' || text[from - 1] === '\r';
  if (lineEnd === undefined) from = offset;
  else if (startsLine) to += lineEnd.length;
  return fix(document, 'Remove the comment', [{ span: { offset: from, length: to - from }, newText: '' }]);
};
