import { nodesByEndpoint } from '#core/model/callers';
import type { FlowDocument } from '#core/model/document';
import { isApiNode } from '#core/model/flow';
import { importersOf } from '#core/model/importers';
import { findEndpointNamed, flowsCalled, type Project } from '#core/model/project';
import type { Mention, NameKind } from '#core/names/mention';
import { mentionsIn } from '#core/names/mentionsIn';
import { findFlowBefore } from '#core/paths/findFlowBefore';
import { endOf, touches } from '#core/syntax/span';
import { findProperty } from '#core/syntax/tree';

/**
 * What a name stands for: two mentions with an equal meaning are of the same thing. `home` is where it is defined, in which no other
 * thing of that kind has the name: the URI of the file for nodes and endpoints, that of the environment file for values, and
 * empty for what a whole workspace or conversation shares.
 */
export interface Meaning {
  readonly kind: NameKind;
  readonly name: string;
  readonly home: string;
}

export function isSameMeaning(a: Meaning, b: Meaning): boolean {
  return a.kind === b.kind && a.name === b.name && a.home === b.home;
}

/** The name at an offset, which a cursor touches: right behind its last character too. Undefined where there is none. */
export function findMention(document: FlowDocument, offset: number): Mention | undefined {
  const mentions = mentionsIn(document);
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((mentions[middle]?.span.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const mention = mentions[low - 1];
  return mention !== undefined && offset <= endOf(mention.span) ? mention : undefined;
}

/**
 * What a mention means, seen from its file. A name that nothing has is the file's own: it still means the same at each of its
 * places. Undefined for a prefix that stands for nothing here, and for a step of a flow that nobody knows.
 */
export function meaningOf(mention: Mention, document: FlowDocument, project: Project | undefined): Meaning | undefined {
  const { kind, name } = mention;
  switch (kind) {
    case 'node':
      return nodeMeaning(mention, document, project);
    case 'endpoint':
      return { kind, name, home: findEndpointNamed(document, name, project)?.document.uri ?? document.uri };
    case 'prefix':
      return prefixMeaning(mention, document, project);
    case 'value':
      return { kind, name, home: project?.sideFile('environment', document.uri)?.uri ?? document.uri };
    case 'import':
      return { kind, name, home: document.uri };
    default:
      return { kind, name, home: '' };
  }
}

function nodeMeaning(
  { name, flow }: Mention,
  document: FlowDocument,
  project: Project | undefined,
): Meaning | undefined {
  const [home] = flow === undefined ? [document] : flowsCalled(flow, document, project);
  return home && { kind: 'node', name, home: home.uri };
}

function prefixMeaning(mention: Mention, document: FlowDocument, project: Project | undefined): Meaning | undefined {
  const [meaning, ...others] = prefixMeanings(mention, document, project);
  return others.length === 0 ? meaning : undefined;
}

/**
 * All that a prefix may mean: what its own file knows, else what the flows do that import the file and call the endpoint it
 * stands in, else what those do that lead there, of which the nearest tells. Several where importers disagree.
 */
export function prefixMeanings(
  mention: Mention,
  document: FlowDocument,
  project: Project | undefined,
): readonly Meaning[] {
  const { name, path } = mention;
  const own = ownerOfValues(name, document, project);
  if (own !== undefined) return [own];
  const importers = standsInEndpoint(mention, document) ? importersOf(document, project) : [];
  const found = importers.flatMap((importer) => ownerOfValues(name, importer, project) ?? []);
  if (found.length === 0)
    return path === 'value' ? [{ kind: 'variable', name, home: '' }] : broughtBefore(name, document, project);
  return [...new Map(found.map((meaning) => [`${meaning.kind} ${meaning.home}`, meaning])).values()];
}

/** Many flows may be asked, and to look for an endpoint touches the disk. */
function broughtBefore(name: string, document: FlowDocument, project: Project | undefined): readonly Meaning[] {
  const before = project && findFlowBefore(document, project, (other) => bringsValues(other, name));
  const meaning = before && ownerOfValues(name, before, project);
  return meaning === undefined ? [] : [meaning];
}

/** Whether a mention stands in what an endpoint sends, which the flows that call it fill. */
export function standsInEndpoint({ span }: Mention, { flow }: FlowDocument): boolean {
  const endpoints = findProperty(flow.object, 'endpoints');
  return endpoints !== undefined && touches(endpoints, span.offset);
}

/** An endpoint comes before the node of the same name: both have the same answer then, and it is the endpoint's. */
function ownerOfValues(name: string, document: FlowDocument, project: Project | undefined): Meaning | undefined {
  const found = findEndpointNamed(document, name, project);
  if (found !== undefined) return { kind: 'endpoint', name, home: found.document.uri };
  if (hasValues(document, name)) return { kind: 'node', name, home: document.uri };
  return nodesByEndpoint(document).has(name) ? { kind: 'endpoint', name, home: document.uri } : undefined;
}

/** Whether nodes of a flow bring values with the prefix. */
function bringsValues(document: FlowDocument, prefix: string): boolean {
  return nodesByEndpoint(document).has(prefix) || hasValues(document, prefix);
}

/** Whether a node's own id stands before values: of an answer, or of a calculation. */
export function hasValues({ flow }: FlowDocument, id: string): boolean {
  const node = flow.nodes.get(id);
  const type = node?.type?.value;
  return node !== undefined && (isApiNode(node) || type === 'dynamic-list' || type === 'calculate');
}
