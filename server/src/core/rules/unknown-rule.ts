import { findNearest } from '#core/model/nearest';
import { codesAround, type OwnedSuppression } from '#core/model/suppressions';
import type { Finding } from '#core/rules/finding';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { removeSuppression } from '#core/rules/shared/removeSuppression';
import { replaceValue } from '#core/syntax/editJson';
import type { JsonString } from '#core/syntax/tree';

export const unknownRule: Rule = {
  code: 'unknown-rule',
  title: 'Every suppression names a rule that exists',
  severity: 'warning',
  basis: 'T',
  explanation:
    'A suppression names a rule by its code. Where no rule has the code, it accepts nothing: mostly the code is misspelt, or it belongs to ' +
    'another tool. `flow-lens rules` lists the codes, and every finding shows its own.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": {
      "url": "http://orders.internal/v1",
      "suppressions": [{ "rule": "plain-htp-url", "reason": "Never leaves the internal network" }]
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
  checkFindings(findings, context, report) {
    for (const suppression of context.suppressions) {
      const { rule } = suppression;
      if (rule === undefined || context.rules.has(rule.value)) continue;
      const nearest = findNearest(rule.value, context.rules.keys());
      const hint = nearest === undefined ? '' : `; did you mean ${quote(nearest)}?`;
      report({
        span: rule,
        message: `No rule has the code ${quote(rule.value)}, so this suppression accepts nothing${hint}`,
        fixes: () => [
          ...changeTo(nearest, rule, suppression, findings, context),
          ...removeSuppression(context.document, suppression),
        ],
      });
    }
  },
};

/** Withheld where there is nothing to silence by that code. */
function changeTo(
  nearest: string | undefined,
  rule: JsonString,
  { owner }: OwnedSuppression,
  findings: readonly Finding[],
  { document, flow, rules }: RuleContext,
): readonly Fix[] {
  if (nearest === undefined || rules.get(nearest)?.suppressible === false) return [];
  if (!codesAround(findings, flow).get(owner)?.has(nearest)) return [];
  return fix(document, `Change to ${quote(nearest)}`, [replaceValue(rule, nearest)]);
}
