import type { HeaderField } from '#core/model/flow';
import { isCredentialField } from '#core/request/credentials';
import { isFieldValue, isManagedField } from '#core/request/fieldNames';
import { quote, quoteList, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import { findForbidden } from '#core/rules/shared/findForbidden';
import type { JsonString } from '#core/syntax/tree';
import { mayHoldPlaceholder } from '#core/template/parseTemplate';
import { placeholdersIn } from '#core/template/placeholders';

export const invalidHeaderValue: Rule = {
  code: 'invalid-header-value',
  title: 'The value of a header holds only characters that a field may have',
  severity: 'error',
  basis: 'R',
  explanation:
    'The value of a field may hold tabs, spaces, visible characters and, for old servers, those up to U+00FF (RFC 9110 ' +
    '§5.5). A line break in it could begin another field, or another request, that nobody meant to send; other control ' +
    'characters are refused, and characters above U+00FF have no form on the wire. A request with such a value is not ' +
    'sent. Spaces and tabs around a value do not count. Values that the committed environment file puts in are looked at ' +
    'as well, in every environment; they are not shown.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": {
      "headers": { "X-Caller": "support\\r\\nX-Role: admin", "X-Shop": "Кейптаун" }
    }
  }
}`,
    right: `{
  "endpoints": {
    "orders": {
      "headers": { "X-Caller": "support", "X-Shop": "Cape Town" }
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

function checkFields(fields: readonly HeaderField[], context: RuleContext, report: Reporter): void {
  for (const field of fields) {
    if (!isManagedField(field.name)) for (const value of field.values) checkValue(value, field, context, report);
  }
}

function checkValue(value: JsonString, field: HeaderField, context: RuleContext, report: Reporter): void {
  const fault = findForbidden(value.value);
  if (fault !== undefined) {
    const message = `The value of ${quote(field.name)} holds ${describe(fault, field)}: such a request is not sent`;
    report({ span: value, message });
    return;
  }
  if (!mayHoldPlaceholder(value.value)) return;
  const names = new Set<string>();
  for (const { kind, name, span } of placeholdersIn(context.document.text, value)) {
    if (kind !== 'environment' || names.has(name)) continue;
    names.add(name);
    const environments = environmentsWithFault(value.value, name, context);
    if (environments.length === 0) continue;
    const where = `the environment${environments.length > 1 ? 's' : ''} ${quoteList(environments)}`;
    const written = quote(`{{${name}}}`);
    report({
      span,
      message: `${written} puts characters in that no field may have: with ${where} the request is not sent`,
    });
  }
}

/** Committed environments whose value of the name spoils a text. */
function environmentsWithFault(text: string, name: string, { document, project }: RuleContext): readonly string[] {
  const committed = [...(project?.environmentFiles(document.uri).committed ?? [])];
  return committed.flatMap(([environment, values]) => {
    const isSpoilt = !isFieldValue(values.get(name) ?? '') && findForbidden(text, values) !== undefined;
    return isSpoilt ? [environment] : [];
  });
}

/** Not even one character of a credential is shown. */
function describe(character: string, { name }: HeaderField): string {
  if (/[\r\n]/.test(character)) return 'a line break, behind which another field could begin';
  if (isCredentialField(name)) return 'a character that no field may have';
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const shown = /[\p{C}\p{Zl}\p{Zp}]/u.test(character) ? '' : ` ${quote(character)}`;
  return `the character U+${code}${shown}, which no field may have`;
}
