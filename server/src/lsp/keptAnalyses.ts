import { type Surface, surfaceOf } from '#core/check';
import type { FlowDocument } from '#core/model/document';
import type { Analysis } from '../features/analysis';

/** The analyses that were made, for as long as what they rest on is the same. */
export interface KeptAnalyses {
  /** One that was made since anything last changed. */
  find(uri: string): Analysis | undefined;
  /**
   * One whose findings are those of now. Flows may have been edited since in ways that concern none of them, so places in other files
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

/** @param documentOf the flow as it is now */
export function createKeptAnalyses(documentOf: (uri: string) => FlowDocument | undefined): KeptAnalyses {
  /** Each with the number of edits that came before it. */
  const kept = new Map<string, { readonly analysis: Analysis; readonly edits: number }>();
  /** The flows that were edited, with what others could see of them before. Looked at when somebody asks for findings of others. */
  const edited = new Map<string, Surface>();
  let edits = 0;
  const settle = (): void => {
    const isSeen = [...edited].some(([uri, before]) => {
      const now = documentOf(uri);
      return now === undefined || surfaceOf(now) !== before;
    });
    edited.clear();
    if (isSeen) for (const [uri, known] of kept) if (known.edits < edits) kept.delete(uri);
  };
  /** A link and the file that it leads to are one to the rules, which know them by their text. */
  const forgetTwins = ({ text }: FlowDocument): void => {
    for (const [uri, { analysis }] of kept) if (analysis.document.text === text) kept.delete(uri);
  };
  return {
    find(uri) {
      const known = kept.get(uri);
      return known?.edits === edits ? known.analysis : undefined;
    },
    findSettled(uri) {
      if (edited.size > 0) settle();
      return kept.get(uri)?.analysis;
    },
    keep(uri, analysis) {
      // What was made before is told from what is right now by what was edited in between.
      if (edited.size > 0) settle();
      kept.set(uri, { analysis, edits });
    },
    forget(uri) {
      if (uri === undefined) kept.clear();
      else kept.delete(uri);
    },
    willEdit(before) {
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
