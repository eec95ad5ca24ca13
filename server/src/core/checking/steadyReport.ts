import type { Entry, EntryHook, RuleReport } from '#core/checking/runRules';
import type { TextSource } from '#core/model/textSource';
import type { Rule, Severity } from '#core/rules/rule';
import { Place, partOf } from '#core/syntax/chunk';
import { endOf, type Span } from '#core/syntax/span';

/** A report of an entry that can outlive the version of the text that it was made for: its places move along, and it holds no version. */
export interface SteadyReport {
  readonly rule: Rule;
  /** What it was found with. */
  readonly hook: EntryHook;
  readonly index: number;
  /** Only where it is not the rule's own. */
  readonly code: string | undefined;
  readonly span: Span;
  readonly message: string;
  readonly severity: Severity | undefined;
  readonly related: readonly SteadyRelated[] | undefined;
  readonly hasFixes: boolean;
}

export interface SteadyRelated {
  /** Undefined for the file that is checked, whichever version of it. */
  readonly document: TextSource | undefined;
  readonly span: Span;
  readonly message: string;
}

/** @param index its place among all that the rule reports of the entry */
export function toSteadyReport(
  rule: Rule,
  hook: EntryHook,
  index: number,
  { code, span, message, severity, related, fixes }: RuleReport,
  entry: Entry,
  uri: string,
): SteadyReport {
  return {
    rule,
    hook,
    index,
    code,
    span: toSteadySpan(span, entry),
    message,
    severity,
    related: related?.map((place) =>
      place.document.uri === uri
        ? { document: undefined, span: toSteadySpan(place.span, entry), message: place.message }
        : place,
    ),
    hasFixes: fixes !== undefined,
  };
}

/** Places of a tree move by themselves; what was counted from the beginning of the text moves with the entry that it lies in. */
function toSteadySpan(span: Span, { property }: Entry): Span {
  const isInside = span.offset >= property.offset && endOf(span) <= endOf(property);
  if (span instanceof Place || !isInside) return span;
  return partOf(property.key, span.offset - property.offset, span.length);
}

/** Whether a report is right in the next version too; the failure of a rule stands at the beginning of every text. */
export function isSteady({ code, span, related = [] }: SteadyReport): boolean {
  const moves = (place: Span) => place instanceof Place;
  return (
    (code !== undefined || moves(span)) && related.every((place) => place.document !== undefined || moves(place.span))
  );
}
