import { refreshDiagnostics } from './diagnostics';
import { nextMessage } from './oncePerTurn';
import { refreshLenses } from './runStates';
import type { Session } from './session';
import type { Told } from './told';

/** Milliseconds without a change: nobody is asked to ask anew between two keystrokes. */
const pause = 250;

/** Something that a client draws of documents, as it was told. */
export interface View {
  readonly told: Told;
  /** Has the client ask for it anew. */
  refresh(): void;
}

/** What a client has open and draws. */
export interface Drawn {
  /** Another number after every change. */
  generation(): number;
  openDocuments(): readonly { readonly uri: string; readonly version: number }[];
  readonly views: readonly View[];
}

/** What a client draws and can be asked to ask for anew. */
export function drawnBy(session: Session): Drawn {
  const { analyses, client, openDocuments, told } = session;
  const reports: View = { told: told.reports, refresh: () => refreshDiagnostics(session) };
  const titles: View = { told: told.titles, refresh: () => refreshLenses(session) };
  return {
    generation: analyses.generation,
    openDocuments,
    views: [
      ...(client.pullsDiagnostics && client.refreshesDiagnostics ? [reports] : []),
      ...(client.refreshesLenses ? [titles] : []),
    ],
  };
}

/**
 * Has the client ask anew for the findings of open documents that a change elsewhere has made others, and for the lenses that say something
 * else now; for nothing where it has made none: VS Code loses a click on a lens that comes while it takes a new list. Gives what is to be
 * called at every change.
 */
export function createOutdatedRefresh(): (drawn: Drawn) => void {
  let timer: NodeJS.Timeout | undefined;
  return (drawn) => {
    clearTimeout(timer);
    timer = setTimeout(() => void refreshOutdated(drawn), pause);
    timer.unref();
  };
}

/** Leaves it to the next pause where anything changes meanwhile. */
async function refreshOutdated({ generation, openDocuments, views }: Drawn): Promise<void> {
  const began = generation();
  const isCalm = (): boolean => generation() === began;
  for (const { told, refresh } of views) if (await isAnyOutdated(openDocuments(), told, isCalm)) refresh();
}

/** Lets messages in between any two documents. */
async function isAnyOutdated(
  documents: ReturnType<Drawn['openDocuments']>,
  told: Told,
  isCalm: () => boolean,
): Promise<boolean> {
  for (const { uri, version } of documents) {
    await nextMessage();
    if (!isCalm()) return false;
    if (told.isOutdated(uri, version)) return true;
  }
  return false;
}
