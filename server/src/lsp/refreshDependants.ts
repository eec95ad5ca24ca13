import { refreshDiagnostics } from './diagnostics';
import { nextMessage } from './oncePerTurn';
import { refreshLenses } from './runStates';
import type { Session } from './session';
import type { Told } from './told';

/** Milliseconds without a change: nobody is asked to ask anew between two keystrokes. */
const pause = 250;

/**
 * Has the client ask anew for the findings and the lenses of open documents that a change elsewhere has made others, and for nothing
 * where it has made none. Gives what is to be called at every change.
 */
export function createDependantsRefresh(): (session: Session) => void {
  let timer: NodeJS.Timeout | undefined;
  return (session) => {
    if (session.openDocuments().length < 2) return;
    clearTimeout(timer);
    timer = setTimeout(() => void refreshDependants(session), pause);
    timer.unref();
  };
}

/** Leaves it to the next pause where anything changes meanwhile. */
async function refreshDependants(session: Session): Promise<void> {
  const { analyses, client, told } = session;
  const generation = analyses.generation();
  const isCalm = (): boolean => analyses.generation() === generation;
  const pulls = client.pullsDiagnostics && client.refreshesDiagnostics && !told.listeners.areThere();
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
