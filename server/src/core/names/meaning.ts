import { nodesByEndpoint } from '#core/model/callers';
import type { FlowDocument } from '#core/model/document';
import { isApiNode } from '#core/model/flow';
import { lookUpEndpoint, type Project } from '#core/model/project';
import type { Mention, NameKind } from '#core/names/mention';
import { mentionsIn } from '#core/names/mentionsIn';
import { leadingTo } from '#core/paths/localGraph';
import { endOf } from '#core/syntax/span';

/**
 * What a name stands for: two mentions with an equal meaning are of the same thing. `home` is where it is defined, in which no other
 * thing of that kind has the name: the URI of the file for nodes and endpoints, that of the environment file for values, and
 * empty for what a whole workspace or conversation shares. An import means the file that it names, by the last part of its path.
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
      return { kind, name, home: homeOfEndpoint(document, name, project) ?? document.uri };
    case 'prefix':
      return prefixMeaning(mention, document, project);
    case 'value':
      return { kind, name, home: project?.sideFile('environment', document.uri)?.uri ?? document.uri };
    case 'import':
      return { kind, name: soughtName(mention), home: homeOfImport(document, name, project) };
    default:
      return { kind, name, home: '' };
  }
}

/** What a mention is looked up by: its name, and of an import the name of the file, which others may reach by another path. */
export function soughtName({ kind, name }: Mention): string {
  return kind === 'import' ? name.slice(name.lastIndexOf('/') + 1) : name;
}

/** The URI of the file that the path names; the path itself where there is none to read. */
function homeOfImport(document: FlowDocument, path: string, project: Project | undefined): string {
  const resolved = project?.resolveImport(document.uri, path);
  return resolved?.kind === 'found' ? resolved.document.uri : path;
}

function nodeMeaning(
  { name, flow }: Mention,
  document: FlowDocument,
  project: Project | undefined,
): Meaning | undefined {
  if (flow === undefined || flow === document.flow.name?.value) return { kind: 'node', name, home: document.uri };
  const [home] = project?.flowsNamed(flow) ?? [];
  return home && { kind: 'node', name, home: home.uri };
}

/** The URI of the file that sets up the endpoint; undefined where none does. */
function homeOfEndpoint(document: FlowDocument, name: string, project: Project | undefined): string | undefined {
  const found = lookUpEndpoint(document, name, project);
  return typeof found === 'string' ? undefined : found.document.uri;
}

/**
 * What a file itself says of a prefix, else the flows that lead to it. An endpoint comes before the node of the same name: both
 * have the same answer then, and it is the endpoint's.
 */
function prefixMeaning(
  { name, path }: Mention,
  document: FlowDocument,
  project: Project | undefined,
): Meaning | undefined {
  const own = ownPrefixMeaning(name, document, project);
  if (own !== undefined) return own;
  if (path === 'value') return { kind: 'variable', name, home: '' };
  const before = project && findBefore(document, project, (other) => bringsValues(other, name));
  return before && ownPrefixMeaning(name, before, project);
}

function ownPrefixMeaning(name: string, document: FlowDocument, project: Project | undefined): Meaning | undefined {
  const home = homeOfEndpoint(document, name, project);
  if (home !== undefined) return { kind: 'endpoint', name, home };
  if (hasValues(document, name)) return { kind: 'node', name, home: document.uri };
  return nodesByEndpoint(document).has(name) ? { kind: 'endpoint', name, home: document.uri } : undefined;
}

/** Whether nodes of a file bring values with the prefix: told without looking for a file, as it is asked of many. */
function bringsValues(document: FlowDocument, prefix: string): boolean {
  return nodesByEndpoint(document).has(prefix) || hasValues(document, prefix);
}

/** Of the flows that lead to a file, directly or through others, the nearest that is as wanted. */
function findBefore(
  document: FlowDocument,
  project: Project,
  isWanted: (document: FlowDocument) => boolean,
): FlowDocument | undefined {
  const leading = leadingTo(project.flows());
  const seen = new Set([document]);
  // What is added while the set is walked is walked too.
  for (const each of seen) {
    if (each !== document && isWanted(each)) return each;
    for (const before of leading.get(each.flow.name?.value ?? '') ?? []) seen.add(before);
  }
  return undefined;
}

/** Whether a node's own id stands before values: of an answer, or of a calculation. */
function hasValues({ flow }: FlowDocument, id: string): boolean {
  const node = flow.nodes.get(id);
  const type = node?.type?.value;
  return node !== undefined && (isApiNode(node) || type === 'dynamic-list' || type === 'calculate');
}
