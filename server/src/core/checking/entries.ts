import type { Answer } from '#core/checking/answers';
import { crash, type Entry, type EntryHook, type RuleReport } from '#core/checking/runRules';
import { isSteady, type SteadyReport, toSteadyReport } from '#core/checking/steadyReport';
import type { TrackedContext } from '#core/checking/trackedContext';
import { differenceOf } from '#core/model/difference';
import type { Rule } from '#core/rules/rule';

/** An entry with what its hooks have found, which holds as long as what they read is the same. */
export interface Remembered {
  readonly entry: Entry;
  reports: readonly SteadyReport[];
  answers: readonly Answer[];
  /** The number of the check that looked at it. */
  checked: number;
}

/** How entries are looked at in one check. */
export interface Look {
  /** Of the check: counts up. */
  readonly number: number;
  /** What rules look at these entries with. */
  readonly hooks: readonly { readonly rule: Rule; readonly hook: EntryHook }[];
  readonly tracked: TrackedContext;
  /** Whether any answer is another than in the check before. */
  readonly isAnyAnswerOther: boolean;
}

/** What was found at the endpoints of a file, or at its nodes. */
export interface RememberedEntries {
  /** Takes in which entries there are now. Gives the names that came or went. */
  follow(entries: readonly Entry[]): ReadonlySet<string>;
  /** Finds anew at what is new, and at what rests on something that is another now. */
  look(look: Look): void;
  /** Those with reports, in the order of the text. */
  reporting(): readonly Remembered[];
  /** Those with suppressions, in the order of the text. */
  suppressing(): readonly Entry[];
  /** All of them. */
  readonly all: readonly Remembered[];
}

export function rememberEntries(): RememberedEntries {
  let entries: readonly Entry[] = [];
  let all: readonly Remembered[] = [];
  const unseen = new Set<Remembered>();
  /** What is to be looked at in every check. */
  const unsteady = new Set<Remembered>();
  const reporting = new Set<Remembered>();
  const suppressing = new Set<Remembered>();

  const add = (entry: Entry): Remembered => {
    const remembered: Remembered = { entry, reports: none, answers: [], checked: 0 };
    unseen.add(remembered);
    if (entry.suppressions.length > 0) suppressing.add(remembered);
    return remembered;
  };
  const drop = (remembered: Remembered): void => {
    for (const kind of [unseen, unsteady, reporting, suppressing]) kind.delete(remembered);
  };
  const lookAt = (remembered: Remembered, look: Look): void => {
    const isRight = findReports(remembered, look);
    put(unsteady, remembered, !isRight);
    put(reporting, remembered, remembered.reports.length > 0);
  };
  return {
    get all() {
      return all;
    },
    follow(now) {
      const { from, removed, added } = differenceOf(entries, now);
      const gone = new Map(all.slice(from, from + removed.length).map((known) => [known.entry, known]));
      const middle = added.map((entry) => {
        const known = gone.get(entry) ?? add(entry);
        gone.delete(entry);
        return known;
      });
      for (const remembered of gone.values()) drop(remembered);
      all = replaceRange(all, from, removed.length, middle);
      entries = now;
      return changedNames(gone.keys(), middle);
    },
    look(look) {
      const outdated = look.isAnyAnswerOther ? all.filter(isOutdated) : [];
      for (const remembered of new Set([...unseen, ...unsteady, ...outdated])) lookAt(remembered, look);
      unseen.clear();
    },
    reporting: () => inOrder(reporting),
    suppressing: () => inOrder(suppressing).map(({ entry }) => entry),
  };
}

/** Asks the rules. Gives whether what they report can be remembered. */
function findReports(remembered: Remembered, { number, hooks, tracked }: Look): boolean {
  const { entry } = remembered;
  const { context } = tracked;
  const { uri } = context.document;
  const reports: SteadyReport[] = [];
  tracked.begin();
  // The innermost loop of every check: most hooks report nothing, so nothing is made for what each may report.
  let asked = hooks[0];
  let first = 0;
  const take = (report: RuleReport): void => {
    if (asked === undefined) return;
    reports.push(toSteadyReport(asked.rule, asked.hook, reports.length - first, report, entry, uri));
  };
  for (asked of hooks) {
    first = reports.length;
    try {
      asked.hook(entry, context, take);
    } catch (error) {
      reports.length = first;
      take(crash(asked.rule, error));
    }
  }
  const { answers, isWhole } = tracked.reads;
  remembered.reports = reports.length === 0 ? none : reports;
  remembered.answers = [...answers];
  remembered.checked = number;
  return !isWhole && reports.every(isSteady);
}

/** One for all, as most entries have nothing to report. */
const none: readonly SteadyReport[] = [];

function isOutdated({ answers, checked }: Remembered): boolean {
  return answers.some(({ since }) => since > checked);
}

/** The names that are not there any more, and those that were not there before. */
function changedNames(gone: Iterable<Entry>, middle: readonly Remembered[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { property } of gone) names.add(property.name);
  for (const { entry, checked } of middle) {
    const name = entry.property.name;
    if (checked === 0 && !names.delete(name)) names.add(name);
  }
  return names;
}

function replaceRange<Item>(items: readonly Item[], from: number, count: number, by: readonly Item[]): readonly Item[] {
  return items.slice(0, from).concat(by, items.slice(from + count));
}

function put<Item>(into: Set<Item>, item: Item, isIn: boolean): void {
  if (isIn) into.add(item);
  else into.delete(item);
}

function inOrder(entries: Iterable<Remembered>): readonly Remembered[] {
  return [...entries].sort((a, b) => a.entry.property.offset - b.entry.property.offset);
}
