import { nodesByEndpoint } from '#core/model/callers';
import type { FlowDocument } from '#core/model/document';
import { EntryMap } from '#core/model/entryMap';
import type { FlowNode } from '#core/model/flow';
import { findEndpointNamed, type Project } from '#core/model/project';
import { fileOf } from '#core/names/definitions';
import type { RenameRequest } from '#core/renaming/renameRequest';

/** The file that defines what is renamed: the one that asks where nothing does. */
export function findHome({ meaning, document, project }: RenameRequest): FlowDocument {
  if (meaning.kind === 'flow') return project?.flowsNamed(meaning.name)?.[0] ?? document;
  return fileOf(meaning, document, project) ?? document;
}

/** The files as they would be once something has its new name, as far as other names are looked up in them. */
export interface RenamedProject {
  readonly project: Project | undefined;
  /** A file as it would be. */
  readonly after: (file: FlowDocument) => FlowDocument;
}

/** Look-ups ask the file that defines a thing, and of endpoints those whose nodes call them: only these are made anew. */
export function toRenamedProject(request: RenameRequest): RenamedProject {
  const { meaning, newName, project } = request;
  if (meaning.kind === 'variable' || meaning.kind === 'value') return { project, after: (file) => file };
  const home = findHome(request);
  const renamed = withNewCalls(withNewName(home, request), request, home);
  const made = new Map([[home, renamed]]);
  const after = (file: FlowDocument): FlowDocument => {
    const known = made.get(file) ?? withNewCalls(file, request, file);
    made.set(file, known);
    return known;
  };
  if (project === undefined) return { project, after };
  const flows = project.flows().map(after);
  return {
    after,
    project: {
      ...project,
      flows: () => flows,
      flowsNamed(name) {
        if (meaning.kind !== 'flow') return project.flowsNamed(name)?.map(after);
        if (name === meaning.name) return [];
        return name === newName ? [renamed] : project.flowsNamed(name);
      },
      resolveImport(from, path) {
        const found = project.resolveImport(from, path);
        return found.kind === 'found' ? { kind: 'found', document: after(found.document) } : found;
      },
    },
  };
}

function withNewName(home: FlowDocument, { meaning: { kind, name }, newName }: RenameRequest): FlowDocument {
  const { flow } = home;
  switch (kind) {
    case 'flow':
      return { ...home, flow: { ...flow, name: flow.name && { ...flow.name, value: newName } } };
    case 'node':
      return { ...home, flow: { ...flow, nodes: withNewKey(flow.nodes, name, newName) } };
    case 'endpoint':
      return { ...home, flow: { ...flow, endpoints: withNewKey(flow.endpoints, name, newName) } };
    default:
      return home;
  }
}

/** @param now the same file as it is, in which the names still mean what they do */
function withNewCalls(
  file: FlowDocument,
  { meaning, newName, project }: RenameRequest,
  now: FlowDocument,
): FlowDocument {
  const { flow } = file;
  if (meaning.kind !== 'endpoint' || !nodesByEndpoint(now).has(meaning.name)) return file;
  const home = findEndpointNamed(now, meaning.name, project)?.document ?? now;
  if (home.uri !== meaning.home) return file;
  const nodes = [...flow.nodes].map(([id, node]): readonly [string, FlowNode] => {
    if (node.endpoint?.value !== meaning.name) return [id, node];
    return [id, { ...node, endpoint: { ...node.endpoint, value: newName } }];
  });
  return { ...file, flow: { ...flow, nodes: EntryMap.from(nodes) } };
}

function withNewKey<Value>(map: EntryMap<Value>, key: string, newKey: string): EntryMap<Value> {
  return EntryMap.from([...map].map(([other, value]) => [other === key ? newKey : other, value]));
}
