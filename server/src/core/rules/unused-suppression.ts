import type { FlowDocument } from '#core/model/document';
import { isRead } from '#core/model/project';
import {
  type CodesByOwner,
  codesAround,
  isInForce,
  lastDay,
  type OwnedSuppression,
  type SuppressionOwner,
} from '#core/model/suppressions';
import { type Finding, internalError } from '#core/rules/finding';
import { quote, type Rule, type RuleContext } from '#core/rules/rule';
import { removeSuppression } from '#core/rules/shared/removeSuppression';
import { undefinedEnvironmentValue } from '#core/rules/undefined-environment-value';
import { endOf } from '#core/syntax/span';
import { asString } from '#core/syntax/tree';

export const unusedSuppression: Rule = {
  code: 'unused-suppression',
  title: 'Every suppression silences something',
  severity: 'hint',
  basis: 'T',
  explanation:
    'A suppression that silences nothing is left over from a fault that somebody has mended, and would hide the next one of its kind. Take it ' +
    'out. Of two suppressions of one rule in one place one is left over as well. A suppression of a rule that is off is not reported, and ' +
    'nothing is said where something else may hide what it silences: while the file has syntax errors or an unknown start, where the ' +
    'endpoint of a node is not found, where a part is not of the shape that the format gives it, or where another environment than the ' +
    "picked one fills the placeholders. Some rules can't be suppressed at all; that is said here too.",
  example: {
    wrong: `{
  "endpoints": {
    "orders": {
      "url": "https://orders.example.com/v1",
      "suppressions": [{ "rule": "plain-http-url", "reason": "TLS comes with the new gateway" }]
    }
  }
}`,
    right: `{
  "endpoints": {
    "orders": {
      "url": "http://orders.example.com/v1",
      "suppressions": [{ "rule": "plain-http-url", "reason": "TLS comes with the new gateway" }]
    }
  }
}`,
  },
  fixable: true,
  unnecessary: true,
  checkFindings(findings, context, report) {
    const { suppressions, document, today } = context;
    if (suppressions.length === 0 || document.syntaxErrors.length > 0) return;
    const found = codesAround(findings, context.flow);
    const isRead = isReadAsMeant(findings, context);
    const counting = suppressions.filter((suppression) => isInForce(suppression, today));
    const repeated = findRepeated(counting);
    for (const suppression of counting) {
      const rule = context.rules.get(suppression.rule?.value ?? '');
      if (suppression.rule === undefined || rule === undefined) continue;
      const isIdle =
        isRead && !found.get(suppression.owner)?.has(rule.code) && hasLooked(rule, suppression, found, context);
      const isRepeated = repeated.has(suppression) && !context.isOff(rule);
      if (rule.suppressible === false || isIdle || isRepeated) {
        const fixes = () => removeSuppression(document, suppression);
        report({ span: suppression.rule, message: messageOf(rule, isIdle), fixes });
      }
    }
  },
};

function messageOf({ code, suppressible }: Rule, isIdle: boolean): string {
  if (suppressible === false) return `${quote(code)} can't be suppressed, so this has no effect`;
  return isIdle
    ? `Nothing here is reported as ${quote(code)}, so this suppression silences nothing`
    : `${quote(code)} is suppressed here by another one, so this suppression silences nothing`;
}

/** Of the suppressions of a rule in one place all but one: the first of those that count longest. */
function findRepeated(suppressions: readonly OwnedSuppression[]): ReadonlySet<OwnedSuppression> {
  const repeated = new Set<OwnedSuppression>();
  const longest = new Map<SuppressionOwner, Map<string, OwnedSuppression>>();
  for (const suppression of suppressions) {
    const { owner, rule } = suppression;
    const byRule = longest.get(owner) ?? new Map<string, OwnedSuppression>();
    longest.set(owner, byRule);
    const other = byRule.get(rule?.value ?? '');
    const isLonger = other === undefined || lastDay(suppression) > lastDay(other);
    if (isLonger) byRule.set(rule?.value ?? '', suppression);
    const repeating = isLonger ? other : suppression;
    if (repeating !== undefined) repeated.add(repeating);
  }
  return repeated;
}

/** While the start of the flow or its neighbours cannot be read, nobody can tell what would be found. */
function isReadAsMeant(findings: readonly Finding[], { flow, project }: RuleContext): boolean {
  const isStartKnown = flow.nodes.size === 0 || flow.nodes.has(asString(flow.start?.value)?.value ?? '');
  const areNeighboursKnown = isRead(project);
  const hasFailed = findings.some(({ code }) => code === internalError);
  return isStartKnown && areNeighboursKnown && !hasFailed;
}

/** Whether the rule would have found something there. Of itself this one cannot tell: what it finds is what is asked. */
function hasLooked(rule: Rule, { owner }: OwnedSuppression, found: CodesByOwner, context: RuleContext): boolean {
  if (rule === unusedSuppression || rule.afterRun || context.isOff(rule)) return false;
  const called = 'endpoint' in owner ? context.endpointOf(owner) : undefined;
  if ('endpoint' in owner && owner.endpoint !== undefined && called === undefined) return false;
  if (isHidden(found.get(owner)) || (called !== undefined && isHidden(found.get(called.endpoint)))) return false;
  const texts = [textOf(owner, context.document), ...(called ? [textOf(called.endpoint, called.document)] : [])];
  return !hangsOnEnvironment(rule, texts, context);
}

/** What could not be read or found may hide the rest. */
const hiding = ['schema', 'unknown-endpoint', 'unknown-import'];

function isHidden(codes: ReadonlySet<string> | undefined): boolean {
  return hiding.some((code) => codes?.has(code));
}

function textOf({ object }: SuppressionOwner, { text }: FlowDocument): string {
  return object === undefined ? '' : text.slice(object.offset, endOf(object));
}

/** Whether another environment than the picked one, or one that can be read, might show what is silenced. */
function hangsOnEnvironment(
  rule: Rule,
  texts: readonly string[],
  { environment, project, document }: RuleContext,
): boolean {
  const isOneOfSome = environment !== null || project?.environmentFiles(document.uri).isBroken === true;
  if (!isOneOfSome) return rule.code === undefinedEnvironmentValue.code;
  return texts.some((text) => text.includes('{{'));
}
