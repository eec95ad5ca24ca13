/**
 * What the server and its client say to each other beyond the Language Server Protocol.
 *
 * Method names and plain types only, so that neither side pulls the other's library in. A client says in
 * `capabilities.experimental.flowLens` which of {@link clientFeatures} it answers; the server never finds out by trying.
 */
import type { RunResult, ShownRequest } from '#core/request/runResult';

/** What a client may list in `capabilities.experimental.flowLens`; `suppress` is the command that {@link suppress} is about. */
export const clientFeatures = ['runState', 'consent', 'secret', 'ask', 'trust', 'suppress'] as const;
export type ClientFeature = (typeof clientFeatures)[number];

/** `initializationOptions`. Every member may be left out: the client then counts as trusted, with no environment picked. */
export interface InitializationOptions {
  /** Whether the person trusts the workspace; untrusted, nothing is ever sent. */
  readonly trusted?: boolean;
  /** The environment the person picked last. */
  readonly environment?: string | null;
}

/** Zero-based, UTF-16 code units: the protocol's own shape. */
export interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Names a node: the document and the node's id. */
export interface NodeReference {
  readonly uri: string;
  readonly node: string;
}

/**
 * Client → server request: run the node. Resolves with the result, also where the flow would take `error` or `timeout`.
 * Fails with RequestCancelled (-32800) when cancelled, and with RequestFailed (-32803) when nothing was sent; the message
 * then says why, for people. Progress by `workDoneToken`.
 */
export const runNode = 'flowLens/runNode';
export interface RunNodeParams extends NodeReference {
  readonly workDoneToken?: number | string;
}
export type RunNodeResult = RunResult;

/** Client → server request: the request as a run would send it, redacted. Sends nothing and asks nothing. */
export const previewNode = 'flowLens/previewNode';
export interface PreviewNodeResult {
  readonly request: ShownRequest;
  /** What has no value yet, as written: `{{ordersApi}}`, `[[orderId]]`. */
  readonly missing: readonly string[];
  /** Sentences worth a look: fields that are left out, a body made ill-formed by a value. */
  readonly notes: readonly string[];
}

/** Client → server request: the last response of a node as a document. Null where the node has not run. */
export const openResponse = 'flowLens/response';
export interface OpenResponseResult {
  /** Status line, fields, an empty line, content. Redacted, pretty-printed, cut at the preview limit. */
  readonly text: string;
  /** A VS Code language id for the content: `json`, `xml`, `html`, `plaintext`. */
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
  readonly phase: 'running' | 'finished';
  /** The node's id, where a spinner goes while it runs. */
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
  /** `success` a result was taken · `fallback` the flow falls to `other` · `failure` error, timeout, max-connection, or unmapped · `none` no branch claimed. */
  readonly outcome: 'success' | 'fallback' | 'failure' | 'none';
  /** For the end of the line: `✓ 404 Not Found · 128 ms → not-found`. Plain text, one line. */
  readonly label: string;
  /** For the hover, plain text, a line each: request line, status, times, reason, notes. */
  readonly details: readonly string[];
  /** Whether there is a response to open. */
  readonly hasResponse: boolean;
}

/** Server → client request: may this go on? Answers true only for an explicit yes. */
export const consent = 'flowLens/consent';
export interface ConsentParams {
  readonly node: string;
  /** A question: `2 errors: the platform would refuse this. Run anyway?`. */
  readonly message: string;
  /** What the yes says: `Run Anyway`. */
  readonly confirm: string;
}
export type ConsentResult = boolean;

/** Server → client request: the value of a session variable that nothing else gives. Null cancels the run. */
export const ask = 'flowLens/ask';
export interface AskParams {
  readonly node: string;
  /** The variable as written between the brackets: `orderId`. */
  readonly variable: string;
  /** The last answer in this session. */
  readonly suggestion?: string;
  /** True for the variable of an input marked `sensitive`: show dots. */
  readonly sensitive: boolean;
}
export type AskResult = string | null;

/** Client → server notification: the workspace was trusted (VS Code has no way back but a restart). */
export const trust = 'flowLens/trust';
export interface TrustParams {
  readonly trusted: boolean;
}

/**
 * Client → server request: check all files of the workspace now. Resolves with what was found in all of them; fails with
 * RequestCancelled (-32800) when cancelled. Progress by `workDoneToken`.
 */
export const checkWorkspace = 'flowLens/checkWorkspace';
export interface CheckWorkspaceParams {
  readonly workDoneToken?: number | string;
}
export interface CheckWorkspaceResult {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly hints: number;
  readonly suppressed: number;
}

/**
 * Client → server request: the edit that accepts a finding with a reason. Null where the text has changed since, where the
 * reason is blank, or where the finding can't be accepted. It is asked for by the client's command `flowLens.suppress`, which
 * a quick fix runs with a {@link FindingReference}: the command asks the person for the reason. Clients that don't list
 * `suppress` get a quick fix with an edit in it, and a reason that is to be filled in.
 */
export const suppress = 'flowLens/suppress';
export interface SuppressParams extends FindingReference {
  readonly reason: string;
}
export type SuppressResult = WorkspaceEdit | null;

/** Names a finding by where it stands in one version of a document: UTF-16 code units. */
export interface FindingReference {
  readonly uri: string;
  /** Null for what no editor has open. */
  readonly version: number | null;
  /** The rule's. */
  readonly code: string;
  readonly offset: number;
  readonly length: number;
}

/** What the protocol calls so, as far as it is needed: edits of texts, each for one version. */
export interface WorkspaceEdit {
  readonly documentChanges: {
    readonly textDocument: { readonly uri: string; readonly version: number | null };
    readonly edits: { readonly range: Range; readonly newText: string }[];
  }[];
}

/** Client → server request: the environments that the committed and private files name, for the picker. */
export const environments = 'flowLens/environments';
export interface EnvironmentsParams {
  /** The flow in view; without one, all environment files of the workspace count. */
  readonly uri?: string;
}
export interface EnvironmentsResult {
  readonly names: readonly string[];
  /** The one that a run would use now: the picked one, else the only one there is, else null. */
  readonly active: string | null;
}

/** Client → server notification: the person picked an environment; null goes back to the only one there is, else none. */
export const selectEnvironment = 'flowLens/selectEnvironment';
export interface SelectEnvironmentParams {
  readonly environment: string | null;
}
