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
