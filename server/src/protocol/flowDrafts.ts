/** Client → server request: what a new flow can begin with, for a file that is empty or not there yet. */
export const flowDrafts = 'flowLens/flowDrafts';
export interface FlowDraftsParams {
  /** The file that the flow is to lie in, which its name comes from. */
  readonly uri: string;
}
/** From the smallest on. */
export type FlowDraftsResult = readonly FlowDraft[];
export interface FlowDraft {
  /** A word or two, in plain text: `API flow`. */
  readonly label: string;
  readonly detail: string;
  /** The whole text, as a snippet of the Language Server Protocol: every line begins with tabs, and holes are placeholders. */
  readonly snippet: string;
}
