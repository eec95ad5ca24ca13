/**
 * A hole in what is put in, which the author fills: some editors go from one to the next. One that stands in several places is filled
 * in all of them at once.
 */
export class Blank {
  /** What stands there until then. */
  readonly suggestion: string;

  /**
   * @param choices what can stand there, where the editor offers a choice; the first is suggested
   * @param around what stands in the same string before it and behind it
   */
  constructor(
    suggestion: string,
    readonly choices: readonly string[] = [],
    readonly around: readonly [before: string, behind: string] = ['', ''],
  ) {
    this.suggestion = choices[0] ?? suggestion;
  }
}

/** JSON with holes; keys in the order they are to stand. */
export type Draft =
  | string
  | number
  | boolean
  | null
  | Blank
  | readonly Draft[]
  | { readonly [key: string]: Draft }
  | Entries;

/** An object whose keys may be holes too. */
export class Entries {
  constructor(readonly entries: readonly (readonly [key: string | Blank, value: Draft])[]) {}
}

/** What a candidate is, which tells the picture beside it. */
export type CandidateKind =
  | 'draft'
  | 'endpoint'
  | 'environment-value'
  | 'field'
  | 'file'
  | 'flow'
  | 'function'
  | 'key'
  | 'node'
  | 'node-type'
  | 'path'
  | 'rule'
  | 'value'
  | 'variable';

/** Something that can stand at a place. */
export interface Candidate {
  /** By what it is found and told from the others. */
  readonly label: string;
  readonly kind: CandidateKind;
  /** What is typed to find it, where that is not the label. */
  readonly filter?: string;
  /** A few words beside it, in plain text and one line; asked for only where it is shown. */
  readonly detail?: Detail;
  /** Markdown, of our own words alone. */
  readonly documentation?: string | undefined;
  readonly inserts: Inserted;
}

export type Detail = string | undefined | (() => string | undefined);

export type Inserted =
  | { readonly kind: 'value'; readonly value: Draft }
  | { readonly kind: 'entry'; readonly key: string | Blank; readonly value: Draft }
  /** What stands between the brackets of a placeholder. */
  | {
      readonly kind: 'placeholder';
      readonly of: 'session' | 'environment';
      readonly parts: readonly (string | Blank)[];
    };

/** A value that is its own label. */
export function valueCandidate(value: string, kind: CandidateKind, detail?: Detail): Candidate {
  return { label: value, kind, detail, inserts: { kind: 'value', value } };
}
