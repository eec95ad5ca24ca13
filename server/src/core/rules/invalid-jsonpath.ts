import type { FlowDocument } from '#core/model/document';
import { bracketHyphenatedNames, findJsonPathError } from '#core/model/jsonPath';
import { type Fix, fix, quote, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import { replaceValue } from '#core/syntax/editJson';
import { asString, type JsonString } from '#core/syntax/tree';

export const invalidJsonpath: Rule = {
  code: 'invalid-jsonpath',
  title: 'Base element and element validation are JSONPaths of RFC 9535',
  severity: 'error',
  basis: 'R',
  explanation:
    'A base element, and an element validation that begins with `$`, is a JSONPath as RFC 9535 defines it: ' +
    "`$.order.items`, `$..status`. A path that can't be read finds nothing: as element validation it leaves every " +
    'answer to `other`, and as base element it gives no variables. The angle brackets of `$..<name>` in the ' +
    "platform's documentation stand for a name of your own and are not part of the path. A name with a hyphen stands " +
    "in brackets: `$['order-id']`. Write the path so, and correct what the message names.",
  example: {
    wrong: `{
  "endpoints": {
    "orders": {
      "elementValidation": "$.order.[status]",
      "baseElement": "$..<items>"
    }
  }
}`,
    right: `{
  "endpoints": {
    "orders": {
      "elementValidation": "$.order.status",
      "baseElement": "$..items"
    }
  }
}`,
  },
  fixable: true,
  checkEndpoint({ baseElement, elementValidation }, context, report) {
    const validation = asString(elementValidation?.value);
    if (baseElement !== undefined) checkPath(baseElement, context, report);
    if (validation?.value.startsWith('$')) checkPath(validation, context, report);
  },
};

function checkPath(path: JsonString, { document }: RuleContext, report: Reporter): void {
  const error = findJsonPathError(path.value);
  if (error === undefined) return;
  report({
    span: path,
    message: `${quote(path.value)} is no JSONPath: ${error}`,
    fixes: () => [
      ...useInstead(path.value.replaceAll(/[<>]/g, ''), path, 'Drop the angle brackets', document),
      ...useInstead(bracketHyphenatedNames(path.value), path, 'Write the name in brackets', document),
    ],
  });
}

/** Withheld where the path is no better than before. */
function useInstead(path: string, at: JsonString, title: string, document: FlowDocument): readonly Fix[] {
  const isMended = path !== at.value && findJsonPathError(path) === undefined;
  return isMended ? fix(document, title, [replaceValue(at, path)]) : [];
}
