import type { FlowDocument } from '#core/model/document';
import { importersOf } from '#core/model/importers';
import { findEndpointNamed } from '#core/model/project';
import { quote } from '#core/model/quote';
import { shownFile } from '#core/model/shownFile';
import { hasValues } from '#core/names/meaning';
import { mentionsNamed } from '#core/names/occurrences';
import { valuesIn } from '#core/names/valuesIn';
import { findHome } from '#core/renaming/renamedProject';
import type { RenameRequest } from '#core/renaming/renameRequest';
import { asObject, findProperty } from '#core/syntax/tree';

/** Why the new name is another's already, where that is defined; undefined where nothing has it. */
export function refuseTakenName(request: RenameRequest): string | undefined {
  const { home } = request.meaning;
  if (isDefinedOutside(request)) return `${shownFile({ uri: home })} is no flow of the workspace, so it stays as it is`;
  switch (request.meaning.kind) {
    case 'flow':
      return refuseTakenFlow(request);
    case 'node':
      return refuseTakenNode(request);
    case 'endpoint':
      return refuseTakenEndpoint(request);
    case 'value':
      return refuseTakenValue(request);
    default:
      return undefined;
  }
}

/** What an import brings may lie where no flow of the workspace is looked for: in a folder of packages. */
function isDefinedOutside({ meaning: { kind, home }, document, project }: RenameRequest): boolean {
  if ((kind !== 'node' && kind !== 'endpoint') || home === document.uri) return false;
  return project?.flows().every(({ uri }) => uri !== home) ?? true;
}

function refuseTakenFlow({ meaning, newName, project }: RenameRequest): string | undefined {
  const [other] = project?.flowsNamed(newName) ?? [];
  if (other !== undefined) return `The flow of ${shownFile(other)} is called ${quote(newName)} already`;
  const called = project?.flowsNamed(meaning.name) ?? [];
  if (called.length < 2) return undefined;
  return `${called.length} flows are called ${quote(meaning.name)}, so nobody can tell which of them a target means: change "name" in one of the files`;
}

function refuseTakenNode(request: RenameRequest): string | undefined {
  const home = findHome(request);
  const { meaning, newName, project } = request;
  if (home.flow.nodes.has(newName)) return `${shownFile(home)} has a node ${quote(newName)} already`;
  if (standsTwice(home, 'nodes', meaning.name)) return tellTwice(home, meaning.name);
  const name = home.flow.name?.value ?? '';
  const namesakes = (project?.flowsNamed(name) ?? []).filter(({ flow }) => flow.nodes.has(meaning.name));
  if (namesakes.length < 2) return undefined;
  return `${namesakes.length} flows are called ${quote(name)} and have a node ${quote(meaning.name)}, so nobody can tell which of them a target means`;
}

function refuseTakenEndpoint(request: RenameRequest): string | undefined {
  const home = findHome(request);
  const { meaning, newName, project } = request;
  if (standsTwice(home, 'endpoints', meaning.name)) return tellTwice(home, meaning.name);
  for (const file of [home, ...importersOf(home, project)]) {
    const found = findEndpointNamed(file, newName, project);
    if (found === undefined) continue;
    const where =
      found.document === file ? shownFile(file) : `${shownFile(found.document)}, which ${shownFile(file)} imports`;
    return `An endpoint ${quote(newName)} is set up in ${where}`;
  }
  return undefined;
}

function refuseTakenValue({ meaning, newName, project }: RenameRequest): string | undefined {
  const [taken] = project === undefined ? [] : valuesIn(newName, meaning.home, project);
  return taken && `${quote(newName)} stands in ${shownFile(taken.source)} already`;
}

/** Of a key that stands twice only the later counts: without it, the earlier would come to light. */
export function standsTwice({ flow }: FlowDocument, key: 'nodes' | 'endpoints' | 'variables', name: string): boolean {
  const properties = asObject(findProperty(flow.object, key)?.value)?.properties ?? [];
  return properties.filter((property) => property.key.value === name).length > 1;
}

export function tellTwice(home: FlowDocument, name: string): string {
  return `${quote(name)} stands twice in ${shownFile(home)}, and only the later one counts: remove one of them first`;
}

/**
 * Why a name would come to stand before the values of two things in one file: of an endpoint, and of a node that does not call it.
 * What is read by it would be set by both.
 */
export function refuseSharedPrefix(
  { meaning, newName, project }: RenameRequest,
  file: FlowDocument,
): string | undefined {
  if (meaning.kind !== 'node' && meaning.kind !== 'endpoint') return undefined;
  const isRead = [meaning.name, newName].some((name) =>
    mentionsNamed(file, name).some(({ kind }) => kind === 'prefix'),
  );
  if (!isRead) return undefined;
  const [node, endpoint] = meaning.kind === 'node' ? [meaning.name, newName] : [newName, meaning.name];
  if (meaning.kind === 'node' && file.uri !== meaning.home) return undefined;
  if (!hasValues(file, node) || file.flow.nodes.get(node)?.endpoint?.value === endpoint) return undefined;
  if (findEndpointNamed(file, endpoint, project) === undefined) return undefined;
  return `A node and an endpoint would both be called ${quote(newName)} in ${shownFile(file)}, where values are read by that name`;
}
