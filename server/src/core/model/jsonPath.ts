import { compile, type JSONPathQuery, jsonpath } from 'json-p3';
import { escapeControls, quote } from '#core/model/quote';

const longestReason = 120;

/** What is wrong with a JSONPath (RFC 9535), in a few words of its parser; undefined where it is one. */
export function findJsonPathError(path: string): string | undefined {
  try {
    const query = compile(toParsable(path));
    return findLaxSpelling(path) ?? (comparesAnswers(query) ? onlyValues : undefined);
  } catch (error) {
    return toReason(error instanceof Error ? error.message : String(error));
  }
}

/**
 * What a path is made of, as far as it is read here: strings, names behind dots, other words, and numbers. A string that is never closed
 * reaches to the end: to look for its end anew behind each of its quotes would take the square of its length.
 */
const part =
  /'(?:[^'\\]|\\.)*(?:'|\\?$)|"(?:[^"\\]|\\.)*(?:"|\\?$)|\.([a-z_\u0080-\uFFFF][\w\u0080-\uFFFF-]*)|[a-z_]\w*|(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)/gis;

/**
 * What the parser lets pass, though the grammar has it otherwise: a name behind a dot is of letters, digits and `_` (RFC 9535
 * §2.5.1.1), and a number begins with no zero but the one before its point (§2.3.5.1).
 */
function findLaxSpelling(path: string): string | undefined {
  for (const [, name, number = ''] of path.matchAll(part)) {
    if (name?.includes('-')) return `a name with a hyphen stands in brackets, as ${inBrackets(name)}`;
    if (/^-?0\d/.test(number)) return `the number ${quote(number)} begins with a zero`;
  }
  return undefined;
}

/**
 * The path as json-p3 can read it: of positive numbers below 1 it takes the zero before the point for one too many, so that `0.5` becomes
 * `5e-1`. Only filters have such numbers.
 */
export function toParsable(path: string): string {
  if (!path.includes('?')) return path;
  return path.replaceAll(part, (written: string, _name, number = '') => {
    const [, fraction, exponent = '0'] = /^0\.(\d+)(?:e(.+))?$/i.exec(number) ?? [];
    if (fraction === undefined) return written;
    const digits = fraction.replace(/^0+/, '');
    return digits === '' ? '0' : `${digits}e${Number(exponent) - fraction.length}`;
  });
}

const onlyValues = 'only values can be compared, and a comparison behind "!" stands in parentheses';

/** Whether a filter compares what is true or false, which the parser lets pass, too: `!@.a == 1`, `@.a == 1 == 2` (RFC 9535 §2.3.5.1). */
function comparesAnswers({ segments }: JSONPathQuery): boolean {
  return segments.some(({ selectors }) =>
    selectors.some(
      (selector) => selector instanceof FilterSelector && isWronglyCompared(selector.expression.expression),
    ),
  );
}

const { FilterSelector } = jsonpath.selectors;
const { FilterQuery, FunctionExtension, InfixExpression, PrefixExpression } = jsonpath.expressions;
type Expression = InstanceType<typeof PrefixExpression>['right'];

function isWronglyCompared(expression: Expression): boolean {
  if (expression instanceof PrefixExpression) return isWronglyCompared(expression.right);
  if (expression instanceof FilterQuery) return comparesAnswers(expression.path);
  if (expression instanceof FunctionExtension) return expression.args.some(isWronglyCompared);
  if (!(expression instanceof InfixExpression)) return false;
  const sides = [expression.left, expression.right];
  return (!expression.logical && sides.some(isAnswer)) || sides.some(isWronglyCompared);
}

function isAnswer(expression: Expression): boolean {
  return expression instanceof PrefixExpression || expression instanceof InfixExpression;
}

/** The path with each name that has a hyphen in brackets, where it has to stand: `$['order-id']` of `$.order-id`. */
export function bracketHyphenatedNames(path: string): string {
  return path.replaceAll(part, (written: string, name: string | undefined, _number, offset: number) => {
    if (!name?.includes('-')) return written;
    return `${path[offset - 1] === '.' ? '.' : ''}${inBrackets(name)}`;
  });
}

/** Such a name holds no quote and no backslash. */
function inBrackets(name: string): string {
  return `['${name}']`;
}

/** Where the parser speaks of its own insides. */
const reasons: Readonly<Record<string, string>> = {
  "can't backup beyond start": 'it ends too early',
  "unexpected token 'TOKEN_ERROR'": 'a character stands where none may stand',
  "unexpected token 'TOKEN_EOF'": 'it ends too early',
};

/** The parser quotes the path itself and the position at the end, and what it stumbled over as it stands there. */
function toReason(message: string): string {
  const [reason = ''] = message.split(/ \('[\s\S]*':\d+\)$/);
  const own = reasons[reason];
  if (own !== undefined) return own;
  const quoted = reason.replaceAll(/'([^']*)'/g, (_, token: string) => quote(token));
  return escapeControls(quoted.length > longestReason ? `${quoted.slice(0, longestReason - 1)}…` : quoted);
}
