import type { TextSource } from '#core/model/textSource';
import type { Edit } from '#core/syntax/edit';

/** A replacement of one stretch of text in one of several files. */
export interface DocumentEdit extends Edit {
  readonly document: TextSource;
}
