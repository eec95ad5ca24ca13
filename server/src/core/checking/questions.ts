import type { AskedQuestion } from '#core/checking/answers';
import type { FlowDocument } from '#core/model/document';
import type { EnvironmentFiles } from '#core/model/environment';
import type { EndpointLookup } from '#core/model/project';
import type { Observation } from '#core/request/observation';
import type { RuleContext } from '#core/rules/rule';

/** What hooks can ask of a context, each about one name. */
export const questions = {
  /** About a node's id. */
  isNodeThere: { answer: (id, context) => context.hasNode(id) },
  /** About an endpoint's name. */
  meantEndpoint: { answer: (name, context) => context.lookUpEndpoint(name), isSame: isSameEndpoint },
  /** About a flow's name. */
  namedFlows: { answer: (name, context) => context.flowsNamed(name), isSame: areSameFlows },
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

/** The file that is checked is itself in every version: who reads more of it than the endpoint has read the whole. */
function isSameEndpoint(before: EndpointLookup, now: EndpointLookup, uri: string): boolean {
  if (typeof before === 'string' || typeof now === 'string') return before === now;
  return before.endpoint === now.endpoint && isSameFile(before.document, now.document, uri);
}

function areSameFlows(
  before: readonly FlowDocument[] | undefined,
  now: readonly FlowDocument[] | undefined,
  uri: string,
): boolean {
  if (before === undefined || now === undefined) return before === now;
  if (before.length !== now.length) return false;
  return before.every((document, index) => isSameFile(document, now[index], uri));
}

function isSameFile(before: FlowDocument, now: FlowDocument | undefined, uri: string): boolean {
  return before === now || (before.uri === uri && now?.uri === uri);
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
