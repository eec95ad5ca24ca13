import type { Range } from './nodeReference';

/**
 * Client → server request: the flow as a picture. Null where there is no such flow. The server says once, by
 * {@link graphChanged}, that the picture is another one by now. It can be cancelled (RequestCancelled, -32800).
 */
export const graph = 'flowLens/graph';
export interface GraphParams {
  readonly uri: string;
  /** The node that the cursor is in, where it is in one: of a flow that is too long to be drawn whole, what is around it is drawn. */
  readonly node?: string;
}
export type GraphResult = GraphPicture | null;

export interface GraphPicture {
  /** The version the ranges belong to; null for what no editor has open. */
  readonly version: number | null;
  /**
   * An SVG document without a style: its classes are those of `graphShapes` and `graphColours` in core. Everything in it that
   * came from a file is escaped.
   */
  readonly svg: string;
  /** Where the texts stand of what is drawn, by the `data-key` of its element. */
  readonly places: Readonly<Record<string, GraphPlace>>;
  /** The flow's own nodes in the order of the text, drawn or not. */
  readonly nodes: readonly GraphNodeRange[];
  /** A sentence about what the picture is not: whole, or of the text as it is now. Null where it is both. */
  readonly note: string | null;
}

export interface GraphPlace {
  readonly uri: string;
  readonly range: Range;
}

export interface GraphNodeRange {
  readonly id: string;
  /** The `data-key` of the node's box; null where it is not drawn. */
  readonly key: string | null;
  /** From the node's id to its closing brace. */
  readonly range: Range;
}

/**
 * Server → client notification: the picture of a flow that the client was given is another one by now. Sent once after each
 * {@link graph}, to clients that list `graph`.
 */
export const graphChanged = 'flowLens/graphChanged';
export interface GraphChangedParams {
  readonly uri: string;
}

/** Client → server request: the whole flow as a document of its own, whatever its length. Null where there is no such flow. */
export const exportGraph = 'flowLens/exportGraph';
export interface ExportGraphParams {
  readonly uri: string;
  readonly format: 'svg' | 'mermaid';
}
export type ExportGraphResult = { readonly text: string } | null;
