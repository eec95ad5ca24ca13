import type { HeaderField } from '#core/model/flow';
import { isToken } from '#core/request/fieldNames';
import { quote, type Report, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import type { JsonString } from '#core/syntax/tree';
import { placeholdersIn } from '#core/template/placeholders';

export const invalidHeaderName: Rule = {
  code: 'invalid-header-name',
  title: 'The name of a header is a token',
  severity: 'error',
  basis: 'R',
  explanation:
    "The name of a field is a token (RFC 9110 §5.1): letters, digits and ``!#$%&'*+-.^_`|~``, without spaces, without " +
    "the colon that stands behind it in a request, and at least one character. A request with any other name can't " +
    'be sent. Placeholders are filled in values, not in names.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": {
      "headers": { "Accept Language": "en", "X-{{tenant}}-Id": "[[orderId]]" }
    }
  }
}`,
    right: `{
  "endpoints": {
    "orders": {
      "headers": { "Accept-Language": "en", "X-Tenant-Id": "{{tenant}}-[[orderId]]" }
    }
  }
}`,
  },
  fixable: false,
  checkEndpoint({ headers }, context, report) {
    checkFields(headers, context, report);
  },
  checkNode({ api }, context, report) {
    checkFields(api?.headers ?? [], context, report);
  },
};

function checkFields(fields: readonly HeaderField[], { document }: RuleContext, report: Reporter): void {
  for (const { property } of fields) {
    if (property.value !== undefined && !isToken(property.name)) report(toReport(property.key, document.text));
  }
}

function toReport(key: JsonString, documentText: string): Report {
  if (key.value === '') return { span: key, message: "The field has no name, and such a request can't be sent" };
  const placeholder = placeholdersIn(documentText, key)[0];
  if (placeholder === undefined) return { span: key, message: messageOf(key.value) };
  const { offset, length } = placeholder.span;
  const written = quote(documentText.slice(offset, offset + length));
  return { span: placeholder.span, message: `${written} is not filled here: no placeholder may stand in a field name` };
}

/** The name is shown no further than to its fault: behind a colon or a space, a value may have slipped in. */
function messageOf(name: string): string {
  const fault = [...name].find((character) => !isToken(character)) ?? '';
  const before = name.slice(0, name.indexOf(fault));
  const place = before === '' ? '' : `, as it does behind ${quote(before)}`;
  return `${quote(fault)} may not stand in a field name${place}, and such a request can't be sent`;
}
