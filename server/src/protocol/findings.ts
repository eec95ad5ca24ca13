import type { Range } from './nodeReference';

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
