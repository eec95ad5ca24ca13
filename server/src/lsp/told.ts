/** What the client draws as it was told, which may be outdated by a change of something else. */
export interface ToldViews {
  /** Reports of diagnostics of open documents. */
  readonly reports: Told;
  /** Titles of lenses. */
  readonly titles: Told;
}

export function createToldViews(): ToldViews {
  return { reports: createTold(), titles: createTold() };
}

/** What a client was told of documents as they are. It asks anew for those that it edits itself, and must be told of the others. */
export interface Told {
  /** Keeps something that was told of a version of a document; null for one that is not open, which is not kept. */
  keep(uri: string, version: number | null, name: string, entry: ToldEntry): void;
  /** Whether anything that was told of this very version would be told otherwise now. */
  isOutdated(uri: string, version: number): boolean;
  /** Forgets what was told of one document, or of all: the client asks anew. */
  forget(uri?: string): void;
}

export interface ToldEntry {
  readonly told: string;
  /** What would be told now. */
  readonly again: () => string;
}

function createTold(): Told {
  const kept = new Map<string, { readonly version: number; readonly entries: Map<string, ToldEntry> }>();
  return {
    keep(uri, version, name, entry) {
      if (version === null) return;
      const known = kept.get(uri);
      const { entries } = known?.version === version ? known : { entries: new Map<string, ToldEntry>() };
      entries.set(name, entry);
      kept.set(uri, { version, entries });
    },
    isOutdated(uri, version) {
      const known = kept.get(uri);
      if (known?.version !== version) return false;
      return [...known.entries.values()].some(({ told, again }) => told !== again());
    },
    forget(uri) {
      if (uri === undefined) kept.clear();
      else kept.delete(uri);
    },
  };
}
