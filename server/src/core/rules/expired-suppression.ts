import type { Suppression } from '#core/model/flow';
import { isDay, isOver, type SuppressionOwner, suppressionsOf } from '#core/model/suppressions';
import { quote, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import { removeSuppression } from '#core/rules/shared/removeSuppression';

export const expiredSuppression: Rule = {
  code: 'expired-suppression',
  title: 'No suppression is past its last day',
  severity: 'warning',
  basis: 'T',
  explanation:
    'A suppression with `until` counts up to that day, the day itself included, in UTC. From the next day on what it accepted is reported ' +
    'again, and so is the suppression, so that it is either taken out or given another day by somebody who has looked at the finding again. ' +
    'A day that the calendar does not have never comes: such a suppression does not count at all.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": {
      "url": "http://orders.internal/v1",
      "suppressions": [{ "rule": "plain-http-url", "reason": "TLS comes with the new gateway", "until": "2025-06-30" }]
    }
  }
}`,
    right: `{
  "endpoints": {
    "orders": {
      "url": "http://orders.internal/v1",
      "suppressions": [{ "rule": "plain-http-url", "reason": "TLS comes with the new gateway", "until": "2099-06-30" }]
    }
  }
}`,
  },
  fixable: true,
  checkFile(context, report) {
    checkOwner(context.flow, context, report);
  },
  checkEndpoint(endpoint, context, report) {
    checkOwner(endpoint, context, report);
  },
  checkNode(node, context, report) {
    checkOwner(node, context, report);
  },
};

function checkOwner(owner: SuppressionOwner, { document, today }: RuleContext, report: Reporter): void {
  for (const suppression of suppressionsOf(owner)) {
    const { until } = suppression;
    if (until === undefined || !isOver(until.value, today)) continue;
    const subject = subjectOf(suppression);
    report({
      span: until,
      message: isDay(until.value)
        ? `The ${subject} ended on ${quote(until.value)} and no longer counts`
        : `The calendar has no ${quote(until.value)}, so the ${subject} does not count`,
      fixes: () => removeSuppression(document, suppression),
    });
  }
}

function subjectOf({ rule }: Suppression): string {
  return rule === undefined ? 'suppression' : `suppression of ${quote(rule.value)}`;
}
