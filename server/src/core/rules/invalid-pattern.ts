import { quote, type Rule } from '#core/rules/rule';
import { asString, findProperty } from '#core/syntax/tree';
import { parseTemplate } from '#core/template/parseTemplate';

export const invalidPattern: Rule = {
  code: 'invalid-pattern',
  title: 'Patterns are ECMAScript regular expressions',
  severity: 'error',
  basis: 'D',
  explanation:
    'The `pattern` of a `request-input` or a `regular-expression` node is a regular expression in the flavour of ' +
    'ECMAScript. One that is none matches nothing, so no answer is ever accepted. A backslash is written twice in JSON: ' +
    '`"^\\\\d{4}$"` is the pattern `^\\d{4}$`. Flags inside, such as `(?i)`, and possessive quantifiers belong to ' +
    'other flavours.',
  example: {
    wrong: `{
  "nodes": {
    "ask-order": { "type": "request-input", "text": "Which order?", "variable": "orderId", "pattern": "^([A-Z]-\\\\d{4}$" }
  }
}`,
    right: `{
  "nodes": {
    "ask-order": { "type": "request-input", "text": "Which order?", "variable": "orderId", "pattern": "^([A-Z])-\\\\d{4}$" }
  }
}`,
  },
  fixable: false,
  checkNode({ type, object }, _, report) {
    if (!typesWithPattern.has(type?.value ?? '')) return;
    const pattern = asString(findProperty(object, 'pattern')?.value);
    if (pattern === undefined) return;
    const reason = findPatternError(pattern.value);
    if (reason === undefined || hasPlaceholder(pattern.value)) return;
    report({ span: pattern, message: `${quote(pattern.value)} is no regular expression: ${reason}` });
  },
};

const typesWithPattern: ReadonlySet<string> = new Set(['request-input', 'regular-expression']);

/** What a placeholder will stand for, nobody can tell. */
function hasPlaceholder(pattern: string): boolean {
  return parseTemplate(pattern).some(({ kind }) => kind !== 'literal');
}

/** What is wrong with a pattern, in the words of the engine; undefined where it is right with or without the flag `u`. */
function findPatternError(pattern: string): string | undefined {
  const plain = withoutModifiers(pattern);
  const reason = findCompileError(plain, '');
  if (reason === undefined || findCompileError(plain, 'u') === undefined) return undefined;
  return allowedByNewer.has(reason) ? undefined : reason;
}

/** Compiles, and never runs, the pattern. */
function findCompileError(pattern: string, flags: string): string | undefined {
  try {
    new RegExp(pattern, flags);
    return undefined;
  } catch (error) {
    // The engine names the whole pattern first: `Invalid regular expression: /(/: Unterminated group`.
    const reason = error instanceof Error ? error.message.split(': ').at(-1) : undefined;
    return reason === undefined ? "it can't be compiled" : `${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
  }
}

/** ECMAScript 2025 has groups with flags of their own, which engines of different ages read differently. */
function withoutModifiers(pattern: string): string {
  return pattern.replaceAll(/\(\?[ims]*(?:-[ims]*)?:/g, '(?:');
}

/** Two alternatives may share the name of a group in ECMAScript 2025. */
const allowedByNewer: ReadonlySet<string> = new Set(['duplicate capture group name']);
