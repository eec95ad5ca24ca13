import type { FlowDocument } from '#core/model/document';
import type { EnvironmentFiles } from '#core/model/environment';
import type { ApiNode, Flow } from '#core/model/flow';
import type { FoundEndpoint } from '#core/model/project';
import { endpointDefaults } from '#core/model/vocabulary';
import type { AnswerOf, CapturedAnswer } from '#core/request/capturedAnswer';
import type { Outcome, Request, ResponseContent } from '#core/request/exchange';
import type { Redactor } from '#core/request/redact';
import type { RunResult } from '#core/request/runResult';
import type { Evaluator } from './evaluation';
import type { ExchangeOptions } from './exchange';
import type { Question } from './gates';
import type { Pool } from './pool';
import type { Spill } from './spill';

/** What is to be run, and under which settings. */
export interface RunRequest {
  readonly document: FlowDocument;
  readonly node: ApiNode;
  readonly found: FoundEndpoint;
  /** The flows of other files that answers of the endpoint go to: what they send on as a credential is hidden here already. */
  readonly flows?: readonly Flow[];
  /** How the file is named in the result. */
  readonly file: string;
  /** How many findings at error level stand in the node and its endpoint. */
  readonly errors: number;
  readonly trusted: boolean;
  readonly environment: string | null;
  readonly environmentFiles: EnvironmentFiles;
  /** Environment values given for this run: `--env-var`. */
  readonly environmentValues?: ReadonlyMap<string, string>;
  /** Secret environment values given for this run: `--secret-from-env`. */
  readonly secrets?: ReadonlyMap<string, string>;
  /** Environment values that the editor's secret storage keeps for this workspace and environment. */
  readonly storedSecrets?: ReadonlyMap<string, string>;
  /** Session variables given for this run: `--var`, and answers to questions. */
  readonly variables?: ReadonlyMap<string, string>;
  /** What earlier runs in the same environment have captured. */
  readonly answerOf?: AnswerOf;
  /** Further values to hide in all that is shown: credentials of proxies, passphrases. */
  readonly hidden?: readonly string[];
  readonly settings: RunSettings;
}

export interface RunSettings {
  /** Milliseconds that win over the endpoint's own `timeout`. */
  readonly deadline?: number;
  /** Milliseconds where the endpoint says nothing. */
  readonly timeout: number;
  /** Bytes of the response that are shown, evaluated, and read at all. */
  readonly previewLimit: number;
  readonly evaluationLimit: number;
  readonly bodyLimit: number;
  /** Names of environments in which an unsafe method asks, with `*`. */
  readonly confirmEnvironments: readonly string[];
  /** Whether the result shows secrets. What is kept of a run never does. */
  readonly revealSecrets: boolean;
}

export const defaultRunSettings: RunSettings = {
  timeout: endpointDefaults.timeout,
  previewLimit: 1024 ** 2,
  evaluationLimit: 16 * 1024 ** 2,
  bodyLimit: 256 * 1024 ** 2,
  confirmEnvironments: ['*prod*', '*prd*', '*live*'],
  revealSecrets: false,
};

/** What a setting of a repository may be at the most: all of it is worked on in one go, which larger contents would make a stall. */
export const largestLimits = { previewLimit: 4 * 1024 ** 2, evaluationLimit: 64 * 1024 ** 2 };

/** Milliseconds: the most that the format allows for a `timeout`. */
export const longestDeadline = 600_000;

/** Everything that reaches out of the engine. */
export interface RunPorts {
  readonly signal: AbortSignal;
  readonly exchange: (request: Request, options: ExchangeOptions) => Promise<Outcome>;
  readonly evaluator: Evaluator;
  readonly pool: Pool;
  /** May this go on? Only a clear yes is true. */
  readonly consent: (question: Question) => Promise<boolean>;
  /** The value of an environment secret that is kept outside of any file; undefined where there is none. Nobody is asked. */
  readonly storedSecret: (name: string) => Promise<string | undefined>;
  /** The value of a session variable; undefined where nobody gives one. */
  readonly ask: (variable: string, sensitive: boolean) => Promise<string | undefined>;
  /**
   * The branch is known, the content or the variables are not yet: a branch by status is shown as soon as the head is there,
   * however long the content is. Called again when more is known.
   */
  readonly onBranch?: (result: RunResult) => void;
  /** Where contents go that are too long for memory. Without it, of such a content only the beginning is kept. */
  readonly spill?: Spill;
}

export type RunOutcome = ({ readonly kind: 'result' } & CompletedRun) | RefusedRun | { readonly kind: 'cancelled' };

/** A run that came to its end. Only its results may be shown or kept; all else is what they were made of. */
export interface CompletedRun {
  readonly result: RunResult;
  /** As `result`, and its secrets hidden even where the settings reveal them: for whatever is kept. */
  readonly recorded: RunResult;
  /** The content of the response as it came, of a stored one the beginning; undefined where there was none. */
  readonly content: ResponseContent | undefined;
  readonly redactor: Redactor;
  /** The values that the redactor hides. */
  readonly hidden: readonly string[];
  /** What the response gives to the requests of later runs; without values where it has none. */
  readonly answer: CapturedAnswer;
}

/** Nothing was sent. */
export interface RefusedRun {
  readonly kind: 'refused';
  /**
   * What kept it from being sent: `declined` is an answer of no, `astray` that a node before it took a branch that does not lead
   * there. All others say that it can't be.
   */
  readonly why: 'untrusted' | 'declined' | 'missing' | 'impossible' | 'astray';
  /** One sentence without a final stop. */
  readonly reason: string;
  /** What has no value, as written; empty where that was not the reason. */
  readonly missing: readonly string[];
  /** The question that was answered with no; undefined where that was not the reason. */
  readonly question?: Question;
}
