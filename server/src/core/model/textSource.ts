import { type Lines, toLines } from '#core/syntax/lines';

/** A text file that findings point into and that fixes edit: a flow, or a file beside flows. */
export interface TextSource {
  /** What names the file; opaque here. */
  readonly uri: string;
  readonly text: string;
  readonly lines: Lines;
  /** True where the file is not there yet: an edit creates it. */
  readonly isNew?: boolean;
}

/** A file with its text; without one, it is not there yet. */
export function toTextSource(uri: string, text: string | undefined): TextSource {
  return { uri, text: text ?? '', lines: toLines(text ?? ''), isNew: text === undefined };
}
