import type { FlowDocument } from '#core/model/document';
import { type SteadyNodes, toSteadyNodes } from '../features/codeLenses';

/** The last texts of documents without syntax errors, while somebody breaks them and mends them again. */
export interface LastTexts {
  /** The document as it was then: its places may have moved since. */
  good(uri: string): FlowDocument | undefined;
  /** The API nodes of that text. */
  steadyNodes(uri: string): SteadyNodes | undefined;
  /**
   * Takes in the document as it is now.
   *
   * @param followed the text that the places of the last good one are right in as well, where it is another
   */
  keep(uri: string, followed: string | undefined): void;
  forget(uri: string): void;
}

/** @param documentAt undefined for what is no flow */
export function createLastTexts(documentAt: (uri: string) => FlowDocument | undefined): LastTexts {
  const good = new Map<string, FlowDocument>();
  const steady = new Map<string, SteadyNodes>();
  /** Those that were read anew since: their steady nodes are places of a tree that no edit moves any more. */
  const left = new Set<string>();
  return {
    good: (uri) => good.get(uri),
    steadyNodes: (uri) => steady.get(uri),
    keep(uri, followed) {
      const document = documentAt(uri);
      const known = steady.get(uri);
      if (document?.syntaxErrors.length === 0) {
        good.set(uri, document);
        steady.set(uri, toSteadyNodes(document));
        left.delete(uri);
      } else if (followed === undefined) left.add(uri);
      else if (known !== undefined && !left.has(uri)) steady.set(uri, { ...known, text: followed });
    },
    forget(uri) {
      good.delete(uri);
      steady.delete(uri);
      left.delete(uri);
    },
  };
}
