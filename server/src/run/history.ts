import type { RunRecord } from '#core/history/runRecord';
import type { RecordStore } from './historyFile';

/** How much is kept, as a person has set it. */
export interface HistorySettings {
  /** False keeps nothing, reads nothing, and forgets what was kept. */
  readonly enabled: boolean;
  /** How many runs are kept; none is the same as off. */
  readonly size: number;
}

export const defaultHistorySettings: HistorySettings = { enabled: true, size: 50 };

/** How many runs may be kept at the most. */
export const largestHistory = 1_000;

/**
 * The last runs of a workspace. What the store holds is the truth, because other windows write to it as well and may clear it; in memory
 * are only runs that could not be written yet. Nothing rejects: where the store fails, one line in the log says so, and runs wait in
 * memory for the next try.
 */
export interface History {
  /** Says how much is kept. Until it is called, nothing is written or read. */
  configure(settings: HistorySettings): void;
  /** Adds the newest run. Resolves when it is kept; before `configure`, at once. */
  add(record: RunRecord): Promise<void>;
  /** The runs that are kept, the newest first; undefined where the history is off. */
  list(): Promise<readonly RunRecord[] | undefined>;
  /** Forgets all runs, in every window. Resolves with false where the store failed. */
  clear(): Promise<boolean>;
}

export function createHistory(store: RecordStore, warn: (message: string) => void): History {
  let settings: HistorySettings | undefined;
  let isConfigured = (): void => undefined;
  let last = new Promise<void>((resolve) => {
    isConfigured = resolve;
  });
  let waiting: readonly RunRecord[] = [];
  let hasWarned = false;

  const isOff = (): boolean => settings !== undefined && !isKept(settings);
  /** One after the other, in the order in which they were asked for. */
  const inTurn = <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    const done = last.then(work).catch((error: unknown) => {
      if (!hasWarned) warn(`The run history can't be kept: ${error instanceof Error ? error.message : error}`);
      hasWarned = true;
      return otherwise;
    });
    last = done.then(() => undefined);
    return done;
  };
  const limit = (records: readonly RunRecord[]): readonly RunRecord[] => records.slice(0, settings?.size);
  const write = async (): Promise<void> => {
    const written = waiting;
    if (written.length === 0) return;
    await store.update((kept) => limit(merge(written, kept)));
    waiting = waiting.filter((record) => !written.includes(record));
  };
  const remove = (): Promise<boolean> => {
    waiting = [];
    return inTurn(async () => {
      await store.remove();
      return true;
    }, false);
  };
  return {
    configure(next) {
      const wasOff = isOff();
      settings = next;
      isConfigured();
      if (isOff() && !wasOff) void remove();
    },
    async add(record) {
      if (isOff()) return;
      waiting = [record, ...waiting].slice(0, settings?.size ?? largestHistory);
      const written = inTurn(write, undefined);
      if (settings !== undefined) await written;
    },
    async list() {
      const read = async (): Promise<readonly RunRecord[] | undefined> =>
        isOff() ? undefined : limit(merge(waiting, await store.read()));
      const whatIsLeft = (): readonly RunRecord[] | undefined => (isOff() ? undefined : limit(waiting));
      return (await inTurn(read, undefined)) ?? whatIsLeft();
    },
    clear: remove,
  };
}

function isKept({ enabled, size }: HistorySettings): boolean {
  return enabled && size > 0;
}

/** The newer runs before the others, each once: a run that was written may be given again. */
function merge(newer: readonly RunRecord[], others: readonly RunRecord[]): readonly RunRecord[] {
  const ids = new Set(newer.map(({ id }) => id));
  return [...newer, ...others.filter(({ id }) => !ids.has(id))];
}
