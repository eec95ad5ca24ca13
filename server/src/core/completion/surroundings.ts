import type { FlowDocument } from '#core/model/document';
import { EntryMap } from '#core/model/entryMap';
import { type ApiNode, type Endpoint, type Flow, type FlowNode, isApiNode } from '#core/model/flow';
import { type FoundEndpoint, findEndpointNamed, type Project, withImports } from '#core/model/project';
import { ownerOf, type Place } from '#core/place/place';
import type { AnswerOf } from '#core/request/capturedAnswer';
import { endOf } from '#core/syntax/span';

/** What is known around a place where something is to be put in. */
export interface Surroundings {
  readonly document: FlowDocument;
  /** The last text without syntax errors; undefined where there was none. */
  readonly lastGood: FlowDocument | undefined;
  /** What the text means, and what a half-typed one hides. */
  readonly flow: Flow;
  readonly project: Project | undefined;
  /** The name that the file's own name stands for: `order-status`. */
  readonly fileName: string;
  /** What runs of this session have captured. */
  readonly answerOf: AnswerOf;
  /** What the API has answered in this session to a node, and to the others of the file that call the same endpoint. */
  readonly seenBy: (node: string) => readonly SeenAnswer[];
  readonly rules: readonly RuleName[];
  /** Codes of what is found in the place's owner, in the order of their places. */
  readonly foundCodes: (place: Place) => readonly string[];
  /** The flow files that the file can import, by the path that it would import them with. */
  readonly importable: () => readonly ImportableFile[];
}

/** An answer that an API gave. */
export interface SeenAnswer {
  /** What the branch was picked by: the status code, or the value of a JSONPath; null where there was none. */
  readonly value: string | null;
  /** The result or default response that was taken. */
  readonly branch: string | undefined;
  /** As people read a clock: `10:42`. */
  readonly time: string;
}

export interface RuleName {
  readonly code: string;
  /** What a right flow does, in a few words. */
  readonly title: string;
}

export interface ImportableFile {
  readonly path: string;
  readonly document: FlowDocument;
}

/**
 * The flow with what a syntax error hides: up to there it counts as it is typed, and from there on as it was when it could last be
 * read. A name that is still being typed names nothing yet. Parts of it may lie in either text, so their spans mean nothing.
 */
export function steadyFlow(document: FlowDocument, lastGood: FlowDocument | undefined): Flow {
  const { flow } = document;
  const [error] = document.syntaxErrors;
  if (error === undefined) return flow;
  const before = lastGood?.flow;
  const isRight = ({ property }: Endpoint | FlowNode): boolean =>
    property.value !== undefined && (before === undefined || endOf(property) < error.offset);
  const merge = <T extends Endpoint | FlowNode>(now: ReadonlyMap<string, T>, then?: ReadonlyMap<string, T>) =>
    EntryMap.from([...(then ?? []), ...[...now].filter(([, part]) => isRight(part))]);
  return {
    ...flow,
    name: flow.name ?? before?.name,
    imports: longer(flow.imports, before?.imports),
    variables: longer(flow.variables, before?.variables),
    endpoints: merge(flow.endpoints, before?.endpoints),
    nodes: merge(flow.nodes, before?.nodes),
  };
}

function longer<T>(now: readonly T[], then: readonly T[] = []): readonly T[] {
  return then.length > now.length ? then : now;
}

/** The node that a place lies in, as far as it is typed; undefined for other places. */
export function nodeAround(place: Place, { document, lastGood }: Surroundings): FlowNode | undefined {
  const owner = ownerOf(place);
  if (owner?.kind !== 'node') return undefined;
  const typed = document.flow.nodes.get(owner.name);
  if (typed?.type !== undefined && document.syntaxErrors.length === 0) return typed;
  const before = lastGood?.flow.nodes.get(owner.name);
  if (typed === undefined || before === undefined) return typed ?? before;
  if (typed.type !== undefined && typed.type.value !== before.type?.value) return typed;
  return {
    ...before,
    ...Object.fromEntries(Object.entries(typed).filter(([, part]) => isTyped(part))),
    api: typed.api ?? before.api,
  };
}

function isTyped(part: unknown): boolean {
  return part !== undefined && !(Array.isArray(part) && part.length === 0);
}

export function apiNodeAround(place: Place, around: Surroundings): ApiNode | undefined {
  const node = nodeAround(place, around);
  return node !== undefined && isApiNode(node) ? node : undefined;
}

/** The endpoint that a place lies in, or that its node calls. */
export function endpointAround(place: Place, around: Surroundings): FoundEndpoint | undefined {
  const owner = ownerOf(place);
  if (owner === undefined) return undefined;
  const name = owner.kind === 'endpoint' ? owner.name : nodeAround(place, around)?.endpoint?.value;
  return name === undefined ? undefined : findNamed(name, around);
}

/** The endpoint that a name means in the file, also while its text is broken. */
function findNamed(name: string, around: Surroundings): FoundEndpoint | undefined {
  const { document, lastGood, project } = around;
  for (const version of [document, lastGood]) {
    const found = version && findEndpointNamed(version, name, project);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** All endpoints that nodes of the file can call, its own first. */
export function visibleEndpoints({ document, project, flow }: Surroundings): readonly Endpoint[] {
  const byName = new Map<string, Endpoint>();
  for (const file of withImports({ ...document, flow }, project)) {
    for (const endpoint of file.flow.endpoints.values()) {
      if (!byName.has(endpoint.name)) byName.set(endpoint.name, endpoint);
    }
  }
  return [...byName.values()];
}
