import type { Endpoint, FlowNode } from '#core/model/flow';
import { internalError } from '#core/rules/finding';
import { quote, type Report, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';

/** What is checked by itself: whatever is found at it is found again as long as it and what it refers to stay the same. */
export type Entry = Endpoint | FlowNode;

/** How a rule looks at an entry. */
export type EntryHook = (entry: Entry, context: RuleContext, report: Reporter) => void;

/** What a rule looks at entries of one kind with; undefined where it does not. */
export function findHook(rule: Rule, kind: 'checkEndpoint' | 'checkNode'): EntryHook | undefined {
  // Whoever has the entries knows their kind.
  return rule[kind] as EntryHook | undefined;
}

/** What a rule reports, or the one report of its failure, which has a code of its own. */
export type RuleReport = Report & { readonly code?: string };

/** What a hook reports; where it fails, that alone. */
export function unlessItFails(rule: Rule, run: (report: Reporter) => void): readonly RuleReport[] {
  const reports: RuleReport[] = [];
  try {
    run((report) => reports.push(report));
    return reports;
  } catch (error) {
    return [crash(rule, error)];
  }
}

export function crash(rule: Rule, error: unknown): RuleReport {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `The rule ${quote(rule.code)} failed, and this is a fault of Flow Lens: ${quote(reason)}`;
  return { code: internalError, span: { offset: 0, length: 1 }, message };
}
