import type { Endpoint, FlowNode } from '#core/model/flow';
import { internalError } from '#core/rules/finding';
import { quote, type Report, type Rule, type RuleContext } from '#core/rules/rule';

/** What is checked by itself: whatever is found at it is found again as long as it and what it refers to stay the same. */
export type Entry = Endpoint | FlowNode;

/** What a rule reports, or the one report of its failure, which has a code of its own. */
export type RuleReport = Report & { readonly code?: string };

/** What a rule reports of an entry. */
export function runOnEntry(rule: Rule, entry: Entry, context: RuleContext): readonly RuleReport[] {
  return unlessItFails(rule, () =>
    'id' in entry ? rule.checkNode?.(entry, context) : rule.checkEndpoint?.(entry, context),
  );
}

/** What a hook reports; where it fails, that alone. */
export function unlessItFails(rule: Rule, run: () => Iterable<Report> | undefined): readonly RuleReport[] {
  try {
    const reports = run();
    return reports === undefined ? nothing : [...reports];
  } catch (error) {
    return [crash(rule, error)];
  }
}

const nothing: readonly RuleReport[] = [];

function crash(rule: Rule, error: unknown): RuleReport {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `The rule ${quote(rule.code)} failed, and this is a fault of Flow Lens: ${quote(reason)}`;
  return { code: internalError, span: { offset: 0, length: 1 }, message };
}
