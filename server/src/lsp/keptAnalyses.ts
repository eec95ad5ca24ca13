import { type CheckResult, type Surface, surfaceOf } from '#core/check';
import type { FlowDocument } from '#core/model/document';
import { remember } from '#core/model/remember';
import type { Analysis } from '../features/analysis';

/** The analyses that were made, for as long as what they rest on is the same. */
export interface KeptAnalyses {
  /** One that was made since anything last changed. */
  find(uri: string): Analysis | undefined;
  /**
   * One whose findings are those of now. Flows may have been edited since in ways that concern none of them, so the files of places
   * have to be looked up by their URIs, and fixes are not to be asked for.
   */
  findSettled(uri: string): Analysis | undefined;
  keep(uri: string, analysis: Analysis): void;
  /** Forgets that of one file, or all. */
  forget(uri?: string): void;
  /** A flow is about to be edited. */
  willEdit(before: FlowDocument): void;
  /** And was: findings of other files may be others now. */
  edited(after: FlowDocument): void;
}

/** What analyses rest on, as it is now. */
export interface Grounds {
  documentOf(uri: string): FlowDocument | undefined;
  /** How many flows the workspace has. */
  countFlows(): number;
  /** The current date in UTC: findings end with a day. */
  today(): string;
}

export function createKeptAnalyses(grounds: Grounds): KeptAnalyses {
  /** Each with the number of edits that came before it. */
  const kept = new Map<string, { readonly analysis: Analysis; readonly edits: number }>();
  /** The flows that were edited, with what others could see of them before. Looked at when somebody asks for findings of others. */
  const edited = new Map<string, Surface>();
  let flowCount = 0;
  let edits = 0;
  let day = '';
  const settle = (): void => {
    if (day !== grounds.today()) kept.clear();
    day = grounds.today();
    if (edited.size === 0) return;
    const isSeen = flowCount !== grounds.countFlows() || [...edited].some(isOther);
    for (const [uri, { analysis, edits: before }] of kept) {
      if (before < edits && (isSeen || refersTo(analysis, edited))) kept.delete(uri);
    }
    edited.clear();
  };
  const isOther = ([uri, before]: readonly [string, Surface]): boolean => {
    const now = grounds.documentOf(uri);
    return now === undefined || surfaceOf(now) !== before;
  };
  /** A link and the file that it leads to are one to the rules, which know them by their text. */
  const forgetTwins = ({ text }: FlowDocument): void => {
    for (const [uri, { analysis }] of kept) if (analysis.document.text === text) kept.delete(uri);
  };
  return {
    find(uri) {
      const known = day === grounds.today() ? kept.get(uri) : undefined;
      return known?.edits === edits ? known.analysis : undefined;
    },
    findSettled(uri) {
      settle();
      return kept.get(uri)?.analysis;
    },
    keep(uri, analysis) {
      // What was made before is told from what is right now by what was edited in between.
      settle();
      kept.set(uri, { analysis, edits });
    },
    forget(uri) {
      if (uri === undefined) kept.clear();
      else kept.delete(uri);
    },
    willEdit(before) {
      if (kept.size === 0) return;
      if (edited.size === 0) flowCount = grounds.countFlows();
      if (!edited.has(before.uri)) edited.set(before.uri, surfaceOf(before));
      forgetTwins(before);
    },
    edited(after) {
      edits++;
      kept.delete(after.uri);
      forgetTwins(after);
    },
  };
}

/** Whether a finding is about a place of these files too: what stands there is another now, or has moved. */
function refersTo({ checked }: Analysis, files: ReadonlyMap<string, unknown>): boolean {
  return checked !== undefined && [...filesOf(checked)].some((uri) => files.has(uri));
}

/** The URIs of all files that findings refer to. */
const filesOf = remember(
  ({ all }: CheckResult): ReadonlySet<string> =>
    new Set(all.flatMap(({ related = [] }) => related.map(({ document }) => document.uri))),
);
