import { findNearest } from '#core/model/nearest';
import { rules } from '#core/rules/index';
import { quote, type SeveritySetting, severities } from '#core/rules/rule';

/** All that a rule can be set to. */
export const ruleSettings: readonly string[] = ['off', ...severities];

export function isRuleSetting(value: string): value is SeveritySetting {
  return ruleSettings.includes(value);
}

/** Why a code names no rule, as one sentence without a final stop; undefined where it names one. */
export function findCodeError(code: string): string | undefined {
  const codes = rules.map((rule) => rule.code);
  if (codes.includes(code)) return undefined;
  const nearest = findNearestCode(code);
  return `No rule has the code ${quote(code)}${nearest === undefined ? '' : ` (did you mean "${nearest}"?)`}`;
}

/** The code that a misspelt one most likely means. */
export function findNearestCode(code: string): string | undefined {
  return findNearest(
    code,
    rules.map((rule) => rule.code),
  );
}
