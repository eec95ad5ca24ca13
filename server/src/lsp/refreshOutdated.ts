import { refreshDiagnostics } from './diagnostics';
import { nextMessage } from './oncePerTurn';
import { refreshLenses } from './runStates';
import type { Session } from './session';
import type { Told } from './told';

/** Milliseconds without a change: nobody is asked to ask anew between two keystrokes. */
const pause = 250;

/**
 * Has the client ask anew for the findings of open documents that a change elsewhere has made others, and for the lenses that say something
 * else now; for nothing where it has made none: VS Code loses a click on a lens that comes while it takes a new list. Gives what is to be
 * called at every change.
 */
export function createOutdatedRefresh(): (session: Session) => void {
  let timer: NodeJS.Timeout | undefined;
  return (session) => {
    clearTimeout(timer);
    timer = setTimeout(() => void refreshOutdated(session), pause);
    timer.unref();
  };
}

/** Leaves it to the next pause where anything changes meanwhile. */
async function refreshOutdated(session: Session): Promise<void> {
  const { analyses, client, told } = session;
  const generation = analyses.generation();
  const isCalm = (): boolean => analyses.generation() === generation;
  const pulls = client.pullsDiagnostics && client.refreshesDiagnostics;
  if (pulls && (await isAnyOutdated(session, told.reports, isCalm))) refreshDiagnostics(session);
  if (client.refreshesLenses && (await isAnyOutdated(session, told.titles, isCalm))) refreshLenses(session);
}

/** Lets messages in between any two documents. */
async function isAnyOutdated({ openDocuments }: Session, told: Told, isCalm: () => boolean): Promise<boolean> {
  for (const { uri, version } of openDocuments()) {
    await nextMessage();
    if (!isCalm()) return false;
    if (told.isOutdated(uri, version)) return true;
  }
  return false;
}
