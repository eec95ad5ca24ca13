import type { FlowDocument } from '#core/model/document';
import type { EnvironmentFiles } from '#core/model/environment';
import type { Endpoint, FlowNode } from '#core/model/flow';
import { createFlowIndex } from '#core/model/flowIndex';
import type { GitState } from '#core/model/gitState';
import type { SideFileKind } from '#core/model/sideFile';
import type { TextSource } from '#core/model/textSource';
import type { ReadDescription } from '#core/openApi/apiDescription';

/** What a flow file's neighbours say. The shells gather it; the rules only ask. */
export interface Project {
  /** The file that an import names, as seen from the importing file. */
  resolveImport(from: string, path: string): ResolvedImport;
  /** All flow files of the workspace, in no particular order: the same list until one of them changes. */
  flows(): readonly FlowDocument[];
  /** The flows of that name; `undefined` while the workspace is still being read, so that nobody calls a flow unknown too early. */
  flowsNamed(name: string): readonly FlowDocument[] | undefined;
  /** The environment files that count for the file. */
  environmentFiles(uri: string): EnvironmentFiles;
  /** The file of that kind that counts for the file, or would if it were there; undefined where there is no place for one. */
  sideFile(kind: SideFileKind, uri: string): TextSource | undefined;
  /** What the API description says that a path names, as seen from a file. */
  apiDescription(from: string, path: string): DescriptionLookup;
  /** What git makes of the private environment file that counts for the file, or would if it were there. */
  gitState(uri: string): GitState;
}

export type ResolvedImport =
  | { readonly kind: 'found'; readonly document: FlowDocument }
  /** `pending`: the workspace is still being read. The others say why there is no file to read. */
  | { readonly kind: 'pending' | 'missing' | 'unreadable' | 'itself' | 'outside' | 'not-relative' };

/** What there is to know of an API description, or why there is nothing. `pending`: it is being read. */
export type DescriptionLookup =
  | ReadDescription
  | { readonly kind: 'pending' }
  | { readonly kind: 'outside' | 'not-relative' };

/** An endpoint with the file that sets it up. */
export interface FoundEndpoint {
  readonly endpoint: Endpoint;
  readonly document: FlowDocument;
}

const byUri = createFlowIndex(({ uri }) => [uri]);

/** The flow file of the workspace that has a URI. */
export function fileAt(uri: string, project: Project | undefined): FlowDocument | undefined {
  return project && byUri(project.flows()).get(uri)?.[0];
}

/** Whether there is a workspace around a file, and all of it was read: what nobody refers to yet can be told only then. */
export function isRead(project: Project | undefined): project is Project {
  return project?.flowsNamed('') !== undefined;
}

/** `unresolved`: an import can't be read, or there is no project to read it from, so nobody can tell. */
export type EndpointLookup = FoundEndpoint | 'unknown' | 'unresolved';

/** The endpoint that the name means in a file: its own, else the first import's that has it. */
export function lookUpEndpoint(document: FlowDocument, name: string, project: Project | undefined): EndpointLookup {
  return createEndpointLookup(document, project)(name);
}

/** As `lookUpEndpoint`, for many names: an import is a file to be found, so each is looked for once, and when it is needed. */
export function createEndpointLookup(
  document: FlowDocument,
  project: Project | undefined,
): (name: string) => EndpointLookup {
  const files: (FlowDocument | undefined)[] = [];
  const imports = document.flow.imports;
  const fileAt = (index: number, path: string): FlowDocument | undefined => {
    if (index === files.length) files.push(importedFile(path, document, project));
    return files[index];
  };
  return (name) => {
    const own = document.flow.endpoints.get(name);
    if (own !== undefined) return { endpoint: own, document };
    for (const [index, { value: path }] of imports.entries()) {
      const imported = fileAt(index, path);
      const endpoint = imported?.flow.endpoints.get(name);
      if (imported !== undefined && endpoint !== undefined) return { endpoint, document: imported };
    }
    return files.includes(undefined) ? 'unresolved' : 'unknown';
  };
}

/** The endpoint of a node, where it can be found. */
export function findEndpoint(
  document: FlowDocument,
  node: FlowNode,
  project: Project | undefined,
): FoundEndpoint | undefined {
  return node.endpoint && findEndpointNamed(document, node.endpoint.value, project);
}

/** The endpoint that the name means in a file, where it can be found. */
export function findEndpointNamed(
  document: FlowDocument,
  name: string,
  project: Project | undefined,
): FoundEndpoint | undefined {
  const found = lookUpEndpoint(document, name, project);
  return typeof found === 'string' ? undefined : found;
}

/** The file that a path names, as seen from another; undefined where there is none to read. */
export function importedFile(
  path: string,
  { uri }: FlowDocument,
  project: Project | undefined,
): FlowDocument | undefined {
  const resolved = project?.resolveImport(uri, path);
  return resolved?.kind === 'found' ? resolved.document : undefined;
}

/** The flows of that name: the file itself where it is its own, else all that others have given it to. */
export function flowsCalled(
  name: string,
  document: FlowDocument,
  project: Project | undefined,
): readonly FlowDocument[] {
  return document.flow.name?.value === name ? [document] : (project?.flowsNamed(name) ?? []);
}

/** The names of all endpoints that nodes of the file can use. */
export function endpointNames(document: FlowDocument, project: Project | undefined): readonly string[] {
  return withImports(document, project).flatMap(({ flow }) => [...flow.endpoints.keys()]);
}

/** The file, then those that it imports, as far as they can be read. */
export function withImports(document: FlowDocument, project: Project | undefined): readonly FlowDocument[] {
  return [document, ...document.flow.imports.flatMap(({ value }) => importedFile(value, document, project) ?? [])];
}

/**
 * The files that say where answers of an endpoint go: the one whose node calls it, the others in which the endpoint has this name,
 * and what each of them imports.
 */
export function filesAround(document: FlowDocument, found: FoundEndpoint, project: Project): readonly FlowDocument[] {
  const { endpoint, document: home } = found;
  const others = project
    .flows()
    .filter((other) => findEndpointNamed(other, endpoint.name, project)?.document.uri === home.uri);
  return [...new Set([document, ...others].flatMap((file) => withImports(file, project)))];
}
