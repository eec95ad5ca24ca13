import type { Range } from './nodeReference';

/** Where requests are added: at a place in a flow, or in a new flow of a folder. */
export interface FlowPlace {
  /** The flow; null for a new one. */
  readonly uri: string | null;
  /** Where the cursor stands in it; left out, what is added stands at the end. */
  readonly position?: Range['start'];
  /** URI of the folder for a new flow. */
  readonly folder?: string;
}

/**
 * Client → server request: what adds the request of a curl command to a flow, as an endpoint and a node that calls it. Changes nothing
 * itself. Fails with RequestFailed (-32803) in words for a person where the command, or the flow, can't be read.
 */
export const pasteCurl = 'flowLens/pasteCurl';
export interface PasteCurlParams extends FlowPlace {
  readonly command: string;
}
export type PasteCurlResult = AddedRequests;

/** What adds requests to a flow, and what a person is to know of it. */
export interface AddedRequests {
  readonly edit: AddingEdit;
  /** The flow, and where its first new key stands once the edit was made. */
  readonly uri: string;
  readonly range: Range;
  /** The first node that is new; null where only endpoints are. */
  readonly node: string | null;
  /** Sentences: what was added, where secrets went, what a flow can't say. */
  readonly message: string;
  /** Names of secrets that have no value yet. */
  readonly unset: readonly string[];
}

/** A `WorkspaceEdit` of the protocol: files that are created, and edits of texts, each for one version. */
export interface AddingEdit {
  readonly documentChanges: readonly (
    | { readonly kind: 'create'; readonly uri: string }
    | {
        readonly kind?: undefined;
        readonly textDocument: { readonly uri: string; readonly version: number | null };
        readonly edits: readonly { readonly range: Range; readonly newText: string }[];
      }
  )[];
}

/**
 * Client → server request: the operations of an OpenAPI description that flows can call. The description is read in a thread of its own; a
 * cancel ends that (RequestCancelled, -32800). Fails with RequestFailed in words for a person where it can't be read.
 */
export const apiOperations = 'flowLens/apiOperations';
export interface ApiOperationsParams {
  /** URI of the description. */
  readonly file: string;
}
export interface ApiOperationsResult {
  readonly title: string;
  readonly operations: readonly {
    /** `GET /orders/{id}`. */
    readonly key: string;
    readonly summary: string | null;
    readonly tag: string | null;
    readonly isDeprecated: boolean;
    readonly statuses: readonly string[];
  }[];
  /** How many operations are left out since flows can't call them: the platform sends none of their methods. */
  readonly leftOut: number;
}

/** Client → server request: what adds operations of a description to a flow. Changes nothing itself, and fails as {@link apiOperations} does. */
export const addOperations = 'flowLens/addOperations';
export interface AddOperationsParams extends FlowPlace {
  /** URI of the description. */
  readonly file: string;
  /** Keys of operations. */
  readonly operations: readonly string[];
  /** Whether each gets a node that calls it, with a result for each documented status. */
  readonly withNodes: boolean;
}
export type AddOperationsResult = AddedRequests;
