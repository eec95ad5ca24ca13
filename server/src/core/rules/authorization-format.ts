import type { HeaderField } from '#core/model/flow';
import { trimFieldValue } from '#core/model/headers';
import { isFieldValue } from '#core/request/fieldNames';
import { quote, type Reporter, type Rule } from '#core/rules/rule';
import type { JsonString } from '#core/syntax/tree';
import { parseTemplate, type TemplatePart } from '#core/template/parseTemplate';

export const authorizationFormat: Rule = {
  code: 'authorization-format',
  title: 'An Authorization header is a type and credentials',
  severity: 'warning',
  basis: 'D',
  explanation:
    '`Authorization` is `<type> <credentials>`: the type, such as `Bearer` or `Basic`, a space, and what proves who is ' +
    'calling (RFC 9110 §11.4). A key without a type in front of it is read by no server that follows the standard. The ' +
    "angle brackets of the platform's documentation stand for words of your own and are not sent. Whether a lone " +
    "placeholder holds both can't be told: that is reported as information, and `Bearer {{ORDERS_KEY}}`, with the type in the " +
    'flow and only the key as a secret, says what it is. `Proxy-Authorization` has the same form. The value is never shown.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "headers": { "Authorization": "{{ORDERS_KEY}}" } },
    "returns": { "headers": { "Authorization": "Bearer:[[token]]" } },
    "refunds": { "headers": { "Authorization": "<type> <credentials>" } }
  }
}`,
    right: `{
  "endpoints": {
    "orders": { "headers": { "Authorization": "Bearer {{ORDERS_KEY}}" } },
    "returns": { "headers": { "Authorization": "Bearer [[token]]" } },
    "refunds": { "headers": { "Authorization": "{{REFUNDS_SCHEME}} {{REFUNDS_KEY}}" } }
  }
}`,
  },
  fixable: false,
  checkEndpoint({ headers }, _, report) {
    checkFields(headers, report);
  },
  checkNode({ api }, _, report) {
    checkFields(api?.headers, report);
  },
};

function checkFields(fields: readonly HeaderField[] = [], report: Reporter): void {
  for (const { name, values } of fields) {
    if (names.has(name.toLowerCase())) for (const value of values) checkValue(value, name, report);
  }
}

const names = new Set(['authorization', 'proxy-authorization']);

/** An empty value, and one that cannot be sent at all, have a greater fault. */
function checkValue(value: JsonString, name: string, report: Reporter): void {
  const parts = parseTemplate(trimFieldValue(value.value));
  const written = parts.map(standIn).join('');
  if (written === '' || !isFieldValue(written)) return;
  if (bracketed.test(written)) {
    const message = `The angle brackets in ${quote(name)} are the documentation's: they stand for words of your own`;
    report({ span: value, message });
  } else if (!credentials.test(written)) {
    report(
      parts[0]?.kind !== 'literal' && !written.includes(' ')
        ? { span: value, message: `${quote(name)} must be a type and credentials: ${untold}`, severity: 'information' }
        : { span: value, message: `${quote(name)} must be a type and credentials, as in "Bearer" and a key` },
    );
  }
}

const untold = 'nobody can tell whether the placeholder holds both';

/** What a placeholder is filled with counts as one word. */
function standIn(part: TemplatePart): string {
  return part.kind === 'literal' ? part.text : 'x';
}

/** The type is a token (RFC 9110 §11.1); about what stands behind it types have rules of their own. */
const credentials = /^[!#$%&'*+.^_`|~\dA-Za-z-]+ +\S/;

/** `<type> <credentials>`, `Bearer <token>`: a whole word in brackets. */
const bracketed = /^<[^<>]*>(?: |$)|^\S+ +<[^<>]*>$/;
