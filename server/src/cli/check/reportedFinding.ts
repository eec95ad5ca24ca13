import { findSafeFix } from '#core/fixAll';
import type { Finding } from '#core/rules/finding';
import type { Fix, Related } from '#core/rules/rule';
import type { Lines } from '#core/syntax/lines';
import { endOf, type Span } from '#core/syntax/span';
import { type Place, toPlace } from '../writers/place';

/** A stretch of a text as people and programs count: lines and columns from 1, all but lines in UTF-16 code units. */
export interface Region extends Span, Place {
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * A finding as reports tell it. It is plain data: it passes from one thread to another, and keeps neither a text nor a tree in memory.
 */
export interface ReportedFinding extends Omit<Finding, 'related' | 'fixes' | 'span'> {
  readonly span: Region;
  readonly places: readonly RelatedPlace[];
  /** The name of the endpoint that its node calls; undefined where it stands in no node, and where there is no such endpoint. */
  readonly calledEndpoint: string | undefined;
  /** Whether `--fix` would mend it. */
  readonly mendable: boolean;
  /** Whether there is any fix. False where the report does not tell. */
  readonly fixable: boolean;
  /** The fixes that a report may show, all of them in the file of the finding. Empty where the report shows none. */
  readonly shownFixes: readonly ShownFix[];
  /** Why an accepted finding is accepted, where somebody said so. */
  readonly reason: string | undefined;
}

/** Another place that takes part in a finding. */
export interface RelatedPlace {
  readonly uri: string;
  readonly span: Region;
  readonly message: string;
}

export interface ShownFix {
  readonly title: string;
  /** In the order of the text. */
  readonly replacements: readonly { readonly span: Region; readonly newText: string }[];
}

/** How much a report tells. */
export interface ReportDetail {
  /** Of the fixes of a finding: whether there is one, or what they do. Making them can cost more than finding what they mend. */
  readonly fixes: 'none' | 'whether' | 'shown';
  /** Whether findings that are summed up may come out: a baseline may take those away that are shown instead. */
  readonly keepsAll: boolean;
}

/** What is around the findings of one file. */
export interface ReportSource {
  readonly lines: Lines;
  readonly fixes: ReportDetail['fixes'];
  /** Whether `--fix` writes this file. */
  readonly canBeFixed: boolean;
  reasonOf(finding: Finding): string | undefined;
  /** The name of the endpoint that a node calls, by the id of the node; undefined where there is no such endpoint. */
  endpointOf(node: string): string | undefined;
  /** Those of its fixes that a report may show. */
  shownFixesOf(finding: Finding): readonly Fix[];
}

/** Takes out of a finding what a report may tell. */
export function toReported(finding: Finding, source: ReportSource): ReportedFinding {
  const { related = [], fixes: makeFixes, span, ...others } = finding;
  const { lines, fixes } = source;
  return {
    ...others,
    span: toRegion(lines, span),
    places: related.map(toRelatedPlace),
    calledEndpoint: others.node === undefined ? undefined : source.endpointOf(others.node),
    mendable: isMendable(finding, source),
    fixable: fixes !== 'none' && (makeFixes?.() ?? []).length > 0,
    shownFixes: fixes === 'shown' ? source.shownFixesOf(finding).map((fix) => toShownFix(fix, lines)) : [],
    reason: source.reasonOf(finding),
  };
}

/** Whether `--fix` would mend a finding. */
export function isMendable(finding: Finding, { canBeFixed }: Pick<ReportSource, 'canBeFixed'>): boolean {
  return canBeFixed && findSafeFix(finding) !== undefined;
}

function toRelatedPlace({ document, span, message }: Related): RelatedPlace {
  return { uri: document.uri, span: toRegion(document.lines, span), message };
}

function toShownFix({ title, edits }: Fix, lines: Lines): ShownFix {
  const ordered = [...edits].sort((a, b) => a.span.offset - b.span.offset);
  return { title, replacements: ordered.map(({ span, newText }) => ({ span: toRegion(lines, span), newText })) };
}

function toRegion(lines: Lines, span: Span): Region {
  const { offset, length } = span;
  const end = toPlace(lines, endOf(span));
  return { offset, length, ...toPlace(lines, offset), endLine: end.line, endColumn: end.column };
}
