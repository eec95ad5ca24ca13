import { codesAround, hasReason, type OwnedSuppression } from '#core/model/suppressions';
import type { Finding } from '#core/rules/finding';
import { type Fix, quote, type Report, type Rule, type RuleContext } from '#core/rules/rule';
import { correctSpelling, findMisspelling, hintAt } from '#core/rules/shared/misspelling';
import { removeSuppression } from '#core/rules/shared/removeSuppression';
import { asString, findProperty, type JsonNode, type JsonProperty } from '#core/syntax/tree';

export const suppressionWithoutReason: Rule = {
  code: 'suppression-without-reason',
  title: 'Every suppression says why',
  severity: 'error',
  basis: 'T',
  explanation:
    'Whoever reads the flow later must be able to judge whether a finding may still be accepted, so a suppression says why in `reason`. ' +
    'Without one, or with nothing but blanks in it, a suppression does not count: what it names is reported as if it were not there. Say ' +
    'why the finding is accepted, or take the suppression out.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": {
      "url": "http://orders.internal/v1",
      "suppressions": [{ "rule": "plain-http-url", "reason": "" }]
    }
  }
}`,
    right: `{
  "endpoints": {
    "orders": {
      "url": "http://orders.internal/v1",
      "suppressions": [{ "rule": "plain-http-url", "reason": "Never leaves the internal network" }]
    }
  }
}`,
  },
  fixable: true,
  suppressible: false,
  checkFindings(findings, context, report) {
    for (const suppression of context.suppressions) {
      const reason = findProperty(suppression.object, 'reason');
      if (reason === undefined) report(missing(suppression, findings, context));
      else if (isEmpty(reason.value)) report(empty(suppression, reason.value, context));
    }
  },
};

/** What is still being typed, or of a wrong type, is reported elsewhere. */
function isEmpty(value: JsonNode | undefined): value is JsonNode {
  return value?.kind === 'null' || (value?.kind === 'string' && !hasReason(value.value));
}

function missing(suppression: OwnedSuppression, findings: readonly Finding[], context: RuleContext): Report {
  const misspelt = findMisspelling(context.document, suppression.object, 'reason');
  return {
    span: misspelt?.key ?? suppression.rule ?? { offset: suppression.object.offset, length: 1 },
    message: messageOf(suppression) + hintAt(misspelt, 'reason'),
    fixes: () => [
      ...(misspelt ? rename(misspelt, suppression, findings, context) : []),
      ...removeSuppression(context.document, suppression),
    ],
  };
}

function empty(suppression: OwnedSuppression, span: JsonNode, { document }: RuleContext): Report {
  return { span, message: messageOf(suppression), fixes: () => removeSuppression(document, suppression) };
}

function messageOf({ rule }: OwnedSuppression): string {
  const what = rule === undefined ? 'This suppression' : `The suppression of ${quote(rule.value)}`;
  return `${what} has no reason, so it does not count`;
}

/** Withheld where the suppression would count then and have nothing to silence. */
function rename(
  misspelt: JsonProperty,
  { owner, rule }: OwnedSuppression,
  findings: readonly Finding[],
  { document, flow }: RuleContext,
): readonly Fix[] {
  if (rule === undefined || !hasReason(asString(misspelt.value)?.value)) return [];
  const isNeeded = codesAround(findings, flow).get(owner)?.has(rule.value) ?? false;
  return isNeeded ? correctSpelling(document, misspelt, 'reason') : [];
}
