import type { NodeReference } from './nodeReference';

/**
 * Client → server request: what there is to save of a node's last response. Null where there is no response. Secrets are looked
 * for in all of the body, which takes a while for a long one: it can be cancelled (RequestCancelled, -32800). Fails with
 * RequestFailed (-32803) while the node is running, and where the body is not kept any more; the message says so, for people.
 */
export const savableBody = 'flowLens/savableBody';
export type SavableBodyResult = SavableBody | null;

export interface SavableBody {
  /** Names this body: after another run of the node, there is another one. */
  readonly id: string;
  /** A plain name for the file, without a path. */
  readonly name: string;
  /** Bytes that would be written, content codings undone. */
  readonly bytes: number;
  /** True where that is not the whole body: it was too long, or the connection broke. */
  readonly isCut: boolean;
  /** True where a secret of the run stands in it, in any form. It would be written as it came. */
  readonly holdsSecret: boolean;
}

/**
 * Client → server request: write a body to a file, as it was received with its content codings undone. The file is replaced
 * as a whole or not touched. Fails with RequestFailed where it can't be written, is a link, or the body is another one by now.
 */
export const saveBody = 'flowLens/saveBody';
export interface SaveBodyParams extends NodeReference {
  /** Of {@link SavableBody}. */
  readonly id: string;
  /** A `file:` URI that the person chose. */
  readonly target: string;
}
