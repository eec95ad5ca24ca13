import type { NodeReference } from './nodeReference';

/** Client → server request: the runs that are kept, the newest first; of one node, where one is named. */
export const listHistory = 'flowLens/history';
export interface ListHistoryParams {
  readonly node?: NodeReference;
}
export interface ListHistoryResult {
  /** False where the history is off (`flowLens.history.enabled`, or a `flowLens.history.size` of 0). */
  readonly enabled: boolean;
  readonly runs: readonly HistoryRun[];
}

/** A run of the history, for a list. Everything is plain text in one line, and holds no secret. */
export interface HistoryRun {
  readonly id: string;
  /** When its result came: ISO 8601, UTC. */
  readonly time: string;
  /** The same as people here read it: `2026-05-04 10:42:07`. */
  readonly localTime: string;
  /** The document that the node was in. */
  readonly uri: string;
  /** The document as the workspace calls it: `flows/order-status.flow.json`. */
  readonly file: string;
  readonly node: string;
  readonly environment: string | null;
  /** `✓ 404 Not Found · 128 ms → not-found`. */
  readonly label: string;
}

/** Client → server request: a run of the history as a document, like `flowLens/response`. Null where it is not kept any more. */
export const openHistoryRun = 'flowLens/historyRun';
export interface OpenHistoryRunParams {
  readonly id: string;
  /** True leaves out what differs from one run to the next in any case: when it was, and how long it took. */
  readonly forComparison?: boolean;
}

/** Client → server request: forgets all runs, in the file too. Fails with RequestFailed (-32803) where the file can't be removed. */
export const clearHistory = 'flowLens/clearHistory';
export type ClearHistoryParams = Readonly<Record<string, never>>;
export type ClearHistoryResult = null;
