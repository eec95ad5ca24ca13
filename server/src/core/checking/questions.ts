import type { AskedQuestion } from '#core/checking/answers';
import { areSameItems } from '#core/model/difference';
import type { FlowDocument } from '#core/model/document';
import type { EnvironmentFiles } from '#core/model/environment';
import type { Endpoint } from '#core/model/flow';
import type { EndpointLookup } from '#core/model/project';
import type { Observation } from '#core/request/observation';
import type { RuleContext } from '#core/rules/rule';

/** What hooks can ask of a context, each about one name. */
export const questions = {
  /** About a node's id. */
  isNodeThere: { answer: (id, context) => context.hasNode(id) },
  /** About an endpoint's name. */
  meantEndpoint: { answer: findMeantEndpoint, isSame: isSameEndpoint },
  /** About a flow's name. */
  namedFlows: { answer: findNamedFlows, isSame: areSameFlows },
  /** About a node's id. */
  observation: { answer: findObservation, isSame: isSameObservation },
  /** About a value's name. */
  isSecretName: { answer: (name, context) => context.isSecret(name) },
  /** About a file's URI. */
  environmentFiles: {
    answer: (uri, { project }) => project?.environmentFiles(uri),
    isSame: areSameFiles,
  },
} satisfies Record<string, AskedQuestion>;

/** A file of an answer. The one that is checked is itself in every version: no answer holds one of them. */
export type AnsweredFile = FlowDocument | 'itself';

/** As `EndpointLookup`. */
export type MeantEndpoint =
  | Extract<EndpointLookup, string>
  | { readonly endpoint: Endpoint; readonly file: AnsweredFile };

function findMeantEndpoint(name: string, context: RuleContext): MeantEndpoint {
  const found = context.lookUpEndpoint(name);
  return typeof found === 'string' ? found : { endpoint: found.endpoint, file: toAnswered(found.document, context) };
}

function findNamedFlows(name: string, context: RuleContext): readonly AnsweredFile[] | undefined {
  return context.flowsNamed(name)?.map((file) => toAnswered(file, context));
}

function toAnswered(file: FlowDocument, { document }: RuleContext): AnsweredFile {
  return file.uri === document.uri ? 'itself' : file;
}

function isSameEndpoint(before: MeantEndpoint, now: MeantEndpoint): boolean {
  if (typeof before === 'string' || typeof now === 'string') return before === now;
  return before.endpoint === now.endpoint && before.file === now.file;
}

function areSameFlows(before: readonly AnsweredFile[] | undefined, now: readonly AnsweredFile[] | undefined): boolean {
  return before === now || (before !== undefined && now !== undefined && areSameItems(before, now));
}

function findObservation(id: string, context: RuleContext): Observation | undefined {
  const node = context.flow.nodes.get(id);
  return node && context.observationOf(node);
}

function isSameObservation(before: Observation | undefined, now: Observation | undefined): boolean {
  return before?.result === now?.result && before?.time === now?.time;
}

function areSameFiles(before: EnvironmentFiles | undefined, now: EnvironmentFiles | undefined): boolean {
  return before?.committed === now?.committed && before?.private === now?.private && before?.isBroken === now?.isBroken;
}
