import type { FlowDocument } from '#core/model/document';
import type { Endpoint, Flow, FlowNode } from '#core/model/flow';
import type { FoundEndpoint, Project } from '#core/model/project';
import type { Edit } from '#core/syntax/edit';
import type { Span } from '#core/syntax/span';

export const severities = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof severities)[number];

/** What a rule can be set to. */
export type SeveritySetting = Severity | 'off';

/**
 * What a rule rests on: the platform's documentation (D), an RFC (R), this tool's own judgement (T).
 */
export type Basis = 'D' | 'R' | 'T';

/** One rule: what it is called, what it finds, and how that is mended. Nothing outside its file knows it but the index. */
export interface Rule {
  /** Stable, in kebab case: people write it in suppressions and configuration. */
  readonly code: string;
  /** What a right flow does, in a few words: `Default responses are lower case`. */
  readonly title: string;
  readonly severity: SeveritySetting;
  readonly basis: Basis;
  /** The documentation page's text, in Markdown: what goes wrong, why, and what to do. */
  readonly explanation: string;
  readonly fixable: boolean;
  /** False for the few rules whose findings nobody may suppress. */
  readonly suppressible?: false;
  readonly checkFile?: (context: RuleContext) => Iterable<Report>;
  readonly checkEndpoint?: (endpoint: Endpoint, context: RuleContext) => Iterable<Report>;
  readonly checkNode?: (node: FlowNode, context: RuleContext) => Iterable<Report>;
}

/** What a rule may look at. */
export interface RuleContext {
  readonly document: FlowDocument;
  readonly flow: Flow;
  /** Absent for a document that is no file: only what one text tells is checked there. */
  readonly project: Project | undefined;
  /** The endpoint that a node calls; undefined where it is not set up, or nobody can tell. */
  endpointOf(node: FlowNode): FoundEndpoint | undefined;
}

/** What a rule finds at one token. */
export interface Report {
  readonly span: Span;
  /** One sentence without a final stop; values quoted with `quote`. */
  readonly message: string;
  /** Only where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  /** Made when somebody asks for them, best first. Withheld where a fix would overwrite something. */
  readonly fixes?: () => readonly Fix[];
}

/** Another place that takes part in a finding. */
export interface Related {
  readonly document: FlowDocument;
  readonly span: Span;
  readonly message: string;
}

/** A mend, as data: who asked applies it. */
export interface Fix {
  /** From the person's side: `Rename to "other"`. */
  readonly title: string;
  readonly edits: readonly DocumentEdit[];
  /** True where it is safe without looking: fix all, fix on save, `--fix`. */
  readonly fixAll: boolean;
}

export interface DocumentEdit extends Edit {
  readonly document: FlowDocument;
}

/** A value for a message: cut at 60 characters, control characters escaped, so that no file can break a report. */
export function quote(value: string): string {
  const cut = value.length > 60 ? `${value.slice(0, 59)}…` : value;
  return `"${cut.replaceAll(/\p{Cc}|\u2028|\u2029/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}

/** `"a"`, `"a" and "b"`, `"a", "b" and "c"`. */
export function quoteList(values: readonly string[]): string {
  const quoted = values.map(quote);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}

/** One fix as a list, or none where one of its edits can't be made: a place may be too broken to edit. */
export function fix(
  document: FlowDocument,
  title: string,
  edits: readonly (Edit | undefined)[],
  { fixAll = false } = {},
): readonly Fix[] {
  const whole = edits.flatMap((edit) => (edit === undefined ? [] : [{ ...edit, document }]));
  return whole.length === edits.length ? [{ title, edits: whole, fixAll }] : [];
}
