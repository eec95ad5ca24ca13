import type { FlowDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import type { Observation } from '#core/request/observation';
import type { ShownPlan } from '#core/request/toRequestText';

/** All that an explanation may rest on besides the text. */
export interface ExplainContext {
  readonly document: FlowDocument;
  readonly project: Project | undefined;
  /** The environment that a run would use; null for none. */
  readonly environment: string | null;
  /** Whether the configuration names an environment value as a secret. */
  isSecret(name: string): boolean;
  /** What the last run of a node has shown, as long as it is still the same node. */
  observationOf(node: string): Observation | undefined;
  /** The request of a node as it would be sent, redacted; undefined where there can be none. */
  requestOf(node: string): Promise<ShownPlan | undefined>;
  /** What a rule says of itself, with the severity that it is set to; undefined for a code that no rule has. */
  ruleOf(code: string): RuleSummary | undefined;
  /** Whether the client itself shows what a run was at the branch that it took: then nothing is said twice there. */
  readonly showsTakenBranch: boolean;
}

export interface RuleSummary {
  readonly title: string;
  /** `off` where it is switched off. */
  readonly severity: string;
  /** Words of our own, in which back quotes set off code. */
  readonly explanation: string;
  /** The address of its page. */
  readonly docs: string;
}
