import type { RunEnd } from '#core/request/runLabel';
import type { RunResult } from '#core/request/runResult';
import type { ShownPlan } from '#core/request/toRequestText';
import type { NodeReference, Range } from './nodeReference';

/**
 * Client → server request: run the node. Resolves with the result, also where the flow would take `error` or `timeout`.
 * Fails with RequestCancelled (-32800) when cancelled, and with RequestFailed (-32803) when nothing was sent; the message
 * then says why, for people. Progress by `workDoneToken`.
 */
export const runNode = 'flowLens/runNode';
export interface RunNodeParams extends NodeReference {
  /** True to run the nodes first whose answers this one needs. */
  readonly toHere?: boolean;
  readonly workDoneToken?: number | string;
}
export type RunNodeResult = RunResult;
/** The `data` of RequestFailed where a run was not sent. */
export interface NotSentData {
  /** What has no value, as written: `{{ORDERS_KEY}}`, `[[orderId]]`. Empty where that was not the reason. */
  readonly missing: readonly string[];
  /** True where the person has said no to a question of the run, and so knows. */
  readonly declined?: boolean;
}

/** Client → server request: the request as a run would send it, redacted. Sends nothing and asks nothing. */
export const previewNode = 'flowLens/previewNode';
export type PreviewNodeResult = ShownPlan;

/** Client → server request: the last response of a node as a document. Null where the node has not run. */
export const openResponse = 'flowLens/response';
export interface OpenResponseResult {
  /** Status line, fields, an empty line, content. Redacted, pretty-printed, cut at the preview limit. */
  readonly text: string;
  /** A VS Code language id for the content: `jsonc`, `xml`, `html`, `plaintext` or `http-message`. */
  readonly language: string;
}

/** Server → client notification: what to draw in a document. It replaces all that was said of it before. */
export const runState = 'flowLens/runState';
export interface RunStateParams {
  readonly uri: string;
  /** The version the ranges belong to. A client that is at another version waits for the next notification. */
  readonly version: number;
  readonly nodes: readonly NodeRunState[];
}

export interface NodeRunState {
  readonly node: string;
  /** `asking` while a question of the run is open, and nothing is under way. */
  readonly phase: 'running' | 'asking' | 'finished';
  /** The node's id, where a spinner goes while it runs, and a word that it waits. */
  readonly range: Range;
  /** The mark at the end of a line; absent while the first run is under way. */
  readonly mark?: RunMark;
  /** The node's other branches, each entry from its key to its target. */
  readonly dimmed: readonly Range[];
  /** True when the node or its endpoint was edited after the run. */
  readonly stale: boolean;
}

export interface RunMark {
  /**
   * What lights up: the taken entry; the `responses` key where the taken default is not mapped; the node's id where no
   * branch is claimed.
   */
  readonly range: Range;
  readonly outcome: RunEnd;
  /** For the end of the line: `✓ 404 Not Found · 128 ms → not-found`. Plain text, one line. */
  readonly label: string;
  /** For the hover, plain text, a line each: request line, status, times, reason, notes. */
  readonly details: readonly string[];
  /** Whether there is a response to open. */
  readonly hasResponse: boolean;
}
