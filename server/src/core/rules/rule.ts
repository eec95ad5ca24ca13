import type { FlowDocument } from '#core/model/document';
import { type DocumentEdit, joinEdits } from '#core/model/documentEdit';
import type { Endpoint, Flow, FlowNode } from '#core/model/flow';
import type { EndpointLookup, FoundEndpoint, Project } from '#core/model/project';
import type { OwnedSuppression } from '#core/model/suppressions';
import type { TextSource } from '#core/model/textSource';
import type { Observation } from '#core/request/observation';
import type { Finding } from '#core/rules/finding';
import type { Edit } from '#core/syntax/edit';
import type { Span } from '#core/syntax/span';

export type { DocumentEdit } from '#core/model/documentEdit';
export { quote, quoteList } from '#core/model/quote';

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
  /** A fault and the same place without it, for the documentation page. The rule finds the one and not the other. */
  readonly example: Example;
  readonly fixable: boolean;
  /** True where some of its fixes are safe without looking. */
  readonly fixAll?: true;
  /** True where what it finds does nothing and can go: editors show it faded. */
  readonly unnecessary?: true;
  /** True where it speaks of what a run has shown, in the editor: elsewhere it has nothing to look at. */
  readonly afterRun?: true;
  /** False for the few rules whose findings nobody may suppress. */
  readonly suppressible?: false;
  /** Called at every check, that is at every keystroke: what it finds is never remembered, so it must not walk all entries. */
  readonly checkFile?: (context: RuleContext, report: Reporter) => void;
  readonly checkEndpoint?: (endpoint: Endpoint, context: RuleContext, report: Reporter) => void;
  readonly checkNode?: (node: FlowNode, context: RuleContext, report: Reporter) => void;
  /** Called last, with all that was found before, the suppressed among it: by the other hooks, and by this one of rules listed earlier. */
  readonly checkFindings?: (findings: readonly Finding[], context: RuleContext, report: Reporter) => void;
}

/** Two texts of one file, abridged to what the rule looks at: `{ "endpoints": { … } }` alone is a flow to a rule. */
export interface Example {
  readonly wrong: string;
  readonly right: string;
  /** The file's name where it is no flow file: `http-client.env.json`. */
  readonly file?: string;
  /** What lies beside it, by file name. */
  readonly beside?: Readonly<Record<string, string>>;
  /** What the API of its first API Integration node has answered, where the rule looks at that. */
  readonly answer?: ExampleAnswer;
}

/** An answer as documentation tells it: the content as it came. */
export interface ExampleAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly content: string;
}

/**
 * What a rule may look at. What `checkNode` and `checkEndpoint` find at an entry is remembered, together with what they read here, and found
 * anew when one of these is another. So findings are never out of date, whatever a rule reads; but one that reads more than it needs
 * makes every keystroke look at its entry again. Questions about one name are narrow: an entry is looked at again when the answer is
 * another. Everything else is the whole, which is another after every edit. A hook may read `document.text` for what its entry's own strings
 * say, as that changes with the entry alone.
 */
export interface RuleContext {
  /** Of it, `uri`, `text` and `keyErrorsOf` are narrow. */
  readonly document: FlowDocument;
  readonly flow: Flow;
  /** Absent for a document that is no file: only what one text tells is checked there. Of it, the file's own environments are narrow. */
  readonly project: Project | undefined;
  /** The current date in UTC: `2027-06-30`. Narrow, and so are the rules, what is off, and the environment. */
  readonly today: string;
  /** The environment that a person has picked; null where none is. */
  readonly environment: string | null;
  /** Every rule by its code. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** The suppressions of the flow, then those of its endpoints, then those of its nodes. */
  readonly suppressions: readonly OwnedSuppression[];
  /** All of this, for a hook that can do with nothing less: it is asked again at every check, and what it reads is not noted. */
  readonly whole: RuleContext;
  /** Whether nobody wants to know what the rule finds. */
  isOff(rule: Rule): boolean;
  /** Whether the configuration names an environment value as a secret: it counts as defined then. Narrow. */
  isSecret(name: string): boolean;
  /** What the last run of a node has shown, unless the node was changed since. Narrow. */
  observationOf(node: FlowNode): Observation | undefined;
  /** The endpoint that a name means. Narrow. */
  lookUpEndpoint(name: string): EndpointLookup;
  /** The endpoint that a node calls; undefined where it is not set up, or nobody can tell. Narrow. */
  endpointOf(node: FlowNode): FoundEndpoint | undefined;
  /** Whether the flow has a node of that id. Narrow. */
  hasNode(id: string): boolean;
  /** The flows that a target of that name may mean; undefined while that can't be told. Narrow. */
  flowsNamed(name: string): readonly FlowDocument[] | undefined;
  /** The answer to a question of the rule's own. Narrow. */
  ask<Answer>(question: Question<Answer>, about: string): Answer;
}

/** Something that an entry hook has to know of the whole. It is asked again at every check, so it must cost little. */
export interface Question<Answer> {
  readonly answer: (about: string, context: RuleContext) => Answer;
  /** Whether two answers are the same to whoever asks. Left out, they are compared by identity. */
  readonly isSame?: (before: Answer, now: Answer) => boolean;
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

/**
 * Takes what a hook finds. A call, not a list or a generator to return: most hooks find nothing at most entries, and then nothing is made.
 */
export type Reporter = (found: Report) => void;

/** Another place that takes part in a finding. */
export interface Related {
  readonly document: TextSource;
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

/** One fix as a list, or none where one of its edits can't be made: a place may be too broken to edit. */
export function fix(
  document: TextSource,
  title: string,
  edits: readonly (Edit | undefined)[],
  { fixAll = false } = {},
): readonly Fix[] {
  return fixFiles(title, [editsIn(document, edits)], { fixAll });
}

/** One fix over several files as a list, or none where one of them can't be edited. */
export function fixFiles(
  title: string,
  files: readonly (readonly DocumentEdit[] | undefined)[],
  { fixAll = false } = {},
): readonly Fix[] {
  const edits = joinEdits(files);
  return edits === undefined ? [] : [{ title, edits, fixAll }];
}

/** What a fix does in one file; undefined where one of the edits can't be made. */
export function editsIn(
  document: TextSource,
  edits: readonly (Edit | undefined)[],
): readonly DocumentEdit[] | undefined {
  const whole = edits.flatMap((edit) => (edit === undefined ? [] : [{ ...edit, document }]));
  return whole.length === edits.length ? whole : undefined;
}
