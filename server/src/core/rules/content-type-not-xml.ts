import type { HeaderField } from '#core/model/flow';
import { isApiNode } from '#core/model/flow';
import { toMediaType } from '#core/response/mediaType';
import { quote, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import { fillFromEnvironments, inEnvironments } from '#core/rules/shared/fillFromEnvironments';
import { contentTypeFields } from '#core/rules/shared/findContentType';
import type { JsonString } from '#core/syntax/tree';
import { hole } from '#core/template/hole';

export const contentTypeNotXml: Rule = {
  code: 'content-type-not-xml',
  title: 'The body of a request is XML',
  severity: 'off',
  basis: 'D',
  explanation:
    "The platform's page about API Integration nodes says of `Content-Type` that XML is the supported type, and speaks " +
    'of JSON bodies on the same page. JSON works for most people, so this rule is off. Switch it on where your ' +
    'platform takes XML alone: then it reports every other `Content-Type`, on endpoints and on nodes. Set it to ' +
    '`application/xml` and write the body as XML.',
  example: {
    wrong: `{
  "endpoints": {
    "points": { "method": "POST", "headers": { "Content-Type": "application/json" } }
  }
}`,
    right: `{
  "endpoints": {
    "points": { "method": "POST", "headers": { "Content-Type": "application/xml; charset=utf-8" } }
  }
}`,
  },
  fixable: false,
  checkEndpoint({ headers }, context, report) {
    checkFields(headers, context, report);
  },
  checkNode(node, context, report) {
    if (isApiNode(node)) checkFields(node.api.headers, context, report);
  },
};

function checkFields(fields: readonly HeaderField[], context: RuleContext, report: Reporter): void {
  for (const { values } of contentTypeFields(fields)) for (const value of values) checkValue(value, context, report);
}

function checkValue(value: JsonString, context: RuleContext, report: Reporter): void {
  const others = fillFromEnvironments(value.value, context).filter(({ text }) => isKnown(text) && !isAnyXml(text));
  if (others.length === 0) return;
  const where = inEnvironments(others);
  report({
    span: value,
    message: `"Content-Type" is ${quote(value.value)}${where}, and the platform's documentation names XML alone as supported`,
  });
}

/** Neither empty nor hanging on a value that nobody can tell, but for its parameters. */
function isKnown(text: string): boolean {
  const [type = ''] = text.split(';', 1);
  return type.trim() !== '' && !type.includes(hole);
}

/** RFC 7303 §4.2: XHTML, too. */
function isAnyXml(text: string): boolean {
  return /^(?:application|text)\/xml$|\+xml$/.test(toMediaType(text).essence);
}
