import type { HeaderField } from '#core/model/flow';
import { isSameName, trimFieldValue } from '#core/model/headers';
import { isFieldValue } from '#core/request/fieldNames';
import { isMediaRange, listItems } from '#core/request/mediaRange';
import { quote, quoteList, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import type { JsonString } from '#core/syntax/tree';
import { fill } from '#core/template/fill';
import { placeholdersIn } from '#core/template/placeholders';

export const invalidAccept: Rule = {
  code: 'invalid-accept',
  title: 'An Accept header is a list of media ranges',
  severity: 'warning',
  basis: 'R',
  explanation:
    '`Accept` says which media types the answer may have: media ranges, separated by commas (RFC 9110 §12.5.1). A range ' +
    'is `application/json`, `text/*` or `*/*`, with parameters behind semicolons; the weight `q` goes from 0 to 1, with ' +
    'up to three decimals. What is none of these, a server ignores or refuses: 406, Not Acceptable, or an answer in ' +
    'another media type than the flow reads. A value with placeholders is looked at as each environment of the ' +
    'committed environment file fills it, and left alone where it does not fill all of them.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "headers": { "Accept": "json" } },
    "returns": { "headers": { "Accept": "application/xml application/json; q=2" } }
  }
}`,
    right: `{
  "endpoints": {
    "orders": { "headers": { "Accept": "application/json" } },
    "returns": { "headers": { "Accept": "application/xml, application/json; q=0.2" } }
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
  for (const { name, values } of fields) {
    if (isSameName(name, 'accept')) for (const value of values) checkValue(value, context, report);
  }
}

const consequence = 'the server may answer 406';

function checkValue(value: JsonString, context: RuleContext, report: Reporter): void {
  const placeholders = placeholdersIn(context.document.text, value);
  if (placeholders.length > 0) {
    const environments = environmentsWithFault(value.value, context);
    const { span } = placeholders.find(({ kind }) => kind === 'environment') ?? { span: value };
    const where = `the environment${environments.length > 1 ? 's' : ''} ${quoteList(environments)}`;
    const message = `With the values of ${where} this is no list of media ranges, and ${consequence}`;
    if (environments.length > 0) report({ span, message });
    return;
  }
  const fault = findFault(value.value);
  if (fault === undefined) return;
  report({ span: value, message: `${quote(fault)} is no media range such as "application/json", and ${consequence}` });
}

/** The committed environments that fill a text completely, and not with media ranges. */
function environmentsWithFault(text: string, { document, project }: RuleContext): readonly string[] {
  const committed = [...(project?.environmentFiles(document.uri).committed ?? [])];
  return committed.flatMap(([environment, values]) => {
    const filled = fill(text, { environment: (name) => values.get(name), session: () => undefined });
    return filled.missing.length === 0 && findFault(filled.text) !== undefined ? [environment] : [];
  });
}

/** The first item of a list that is no media range. What can't be sent at all has a greater fault. */
function findFault(text: string): string | undefined {
  const value = trimFieldValue(text);
  return isFieldValue(value) ? listItems(value).find((item) => !isMediaRange(item)) : undefined;
}
