import { type Answer, createAnswers } from '#core/checking/answers';
import { createChanges } from '#core/checking/changes';
import { type CheckResult, toCheckResult } from '#core/checking/checkResult';
import { type Checked, type CheckOptions, readSettings, toContext } from '#core/checking/context';
import { type Look, type RememberedEntries, rememberEntries } from '#core/checking/entries';
import { findHook, type RuleReport, unlessItFails } from '#core/checking/runRules';
import { createCompletion, recall } from '#core/checking/toFinding';
import { trackContext } from '#core/checking/trackedContext';
import { compareText } from '#core/model/compareText';
import { areSameItems } from '#core/model/difference';
import type { FlowDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import { type OwnedSuppression, suppressionsOf } from '#core/model/suppressions';
import type { Finding } from '#core/rules/finding';
import { rules } from '#core/rules/index';
import type { Rule, RuleContext } from '#core/rules/rule';

/**
 * Checks one file, again and again, and remembers in between what was found at each entry, for as long as the entry and what its rules read
 * elsewhere stay the same. So a check costs what has changed since the one before.
 */
export interface Checker {
  /** Never throws. Findings are those of a check that remembers nothing. */
  check(document: FlowDocument, project: Project | undefined, options: CheckOptions): CheckResult;
}

export function createChecker(): Checker {
  let memory = createMemory();
  let world: readonly unknown[] = [];
  return {
    check(document, project, options) {
      const checked = { document, project, options, settings: readSettings(options) };
      const context = toContext(checked, () => memory.suppressions(document));
      const applicable = applicableRules(context);
      const now = worldOf(context, applicable, options);
      if (!areSameItems(world, now)) memory = createMemory();
      world = now;
      memory.look(context, applicable, options);
      return toCheckResult(findAll(memory, applicable, context, checked));
    },
  };
}

/** What every finding may rest on: where any of it is another, nothing is remembered. */
function worldOf(context: RuleContext, applicable: readonly Rule[], options: CheckOptions): readonly unknown[] {
  const { document, project, today, environment } = context;
  const isAfterRuns = options.observationOf !== undefined;
  return [document.uri, project, today, environment, isAfterRuns, applicable.length, ...rules.map(context.isOff)];
}

/** A file of another version may mean anything: only that is said. */
function applicableRules(context: RuleContext): readonly Rule[] {
  const foreign = context.document.shapeErrors.some(
    ({ path, kind }) => path.length === 1 && path[0] === 'version' && kind !== 'missing',
  );
  return rules.filter((rule) => !context.isOff(rule) && (!foreign || rule.code === 'unsupported-version'));
}

interface Memory {
  /** In the order of a file's description: endpoints, then nodes. */
  readonly entries: readonly RememberedEntries[];
  look(context: RuleContext, applicable: readonly Rule[], options: CheckOptions): void;
  suppressions(document: FlowDocument): readonly OwnedSuppression[];
}

function createMemory(): Memory {
  const [endpoints, nodes] = [rememberEntries(), rememberEntries()];
  const changes = createChanges();
  let number = 0;
  const answers = createAnswers(() => number);
  let answersUsed = 0;

  /** Answers that nobody rests on any more pile up while names are typed. They are looked for when there are twice as many. */
  const clear = (): void => {
    if (number === 1 || answers.size <= 2 * answersUsed + fewAnswers) return;
    const used = new Set<Answer>();
    for (const { all } of [endpoints, nodes])
      for (const entry of all) for (const answer of entry.answers) used.add(answer);
    answers.keep(used);
    answersUsed = answers.size;
  };
  return {
    entries: [endpoints, nodes],
    look(context, applicable, options) {
      number++;
      endpoints.follow(context.flow.endpoints.list);
      const ids = nodes.follow(context.flow.nodes.list);
      const isAnyAnswerOther = answers.renew(context, changes.concerning(context, ids, runNodesOf(options)));
      const tracked = trackContext(context, answers);
      const look = { number, tracked, isAnyAnswerOther };
      endpoints.look({ ...look, hooks: hooksOf(applicable, 'checkEndpoint') });
      nodes.look({ ...look, hooks: hooksOf(applicable, 'checkNode') });
      clear();
    },
    suppressions: ({ flow }) =>
      [flow, ...endpoints.suppressing(), ...nodes.suppressing()].flatMap((owner) => suppressionsOf(owner)),
  };
}

const fewAnswers = 1_000;

function hooksOf(applicable: readonly Rule[], kind: Parameters<typeof findHook>[1]): Look['hooks'] {
  return applicable.flatMap((rule) => {
    const hook = findHook(rule, kind);
    return hook === undefined ? [] : [{ rule, hook }];
  });
}

/** The nodes that runs may have shown something of; undefined where that can be any. */
function runNodesOf({ observationOf, runNodes }: CheckOptions): Iterable<string> | undefined {
  return observationOf === undefined ? [] : runNodes?.();
}

/** In the order of the text, then of codes, then of the rules' hooks: of the file, of endpoints, of nodes. */
function findAll(
  { entries }: Memory,
  applicable: readonly Rule[],
  context: RuleContext,
  checked: Checked,
): readonly Finding[] {
  const complete = createCompletion(checked, context.suppressions);
  const ofFile = applicable.flatMap((rule) =>
    unlessItFails(rule, (report) => rule.checkFile?.(context, report)).map((report) => ({ rule, report })),
  );
  const ofEntries = entries.flatMap((remembered) =>
    remembered
      .reporting()
      .flatMap(({ entry, reports }) =>
        reports.map((report) => ({ rule: report.rule, report: recall(report, entry, context) })),
      ),
  );
  let all = failingOnce([...ofFile, ...ofEntries]).map(({ rule, report }) => complete(rule, report));
  for (const rule of applicable.filter(({ checkFindings }) => checkFindings !== undefined)) {
    const reports = unlessItFails(rule, (report) => rule.checkFindings?.(all, context, report));
    all = [...all, ...reports.map((report) => complete(rule, report))];
  }
  return all.sort((a, b) => a.span.offset - b.span.offset || compareText(a.code, b.code));
}

interface RuleFinding {
  readonly rule: Rule;
  readonly report: RuleReport;
}

/** A rule that fails at one entry most likely fails at many: that is said once, in the order of the rules. */
function failingOnce(found: readonly RuleFinding[]): readonly RuleFinding[] {
  const failed = found.filter(({ report }) => report.code !== undefined);
  if (failed.length === 0) return found;
  const first = rules.flatMap((rule) => failed.find((failure) => failure.rule === rule) ?? []);
  return [...first, ...found.filter(({ report }) => report.code === undefined)];
}
