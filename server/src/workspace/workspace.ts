import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FlowDocument, readDocument } from '#core/model/document';
import { environmentFileName, noEnvironmentFiles, privateEnvironmentFileName } from '#core/model/environment';
import type { Project } from '#core/model/project';
import { createEnvironmentStore } from './environmentStore';
import { flowFileSuffix } from './findFlowFiles';
import { createFlowDocuments } from './flowDocuments';
import { isInside, resolveImport } from './resolveImport';

/**
 * The flow and environment files that are known: what editors hold, else what lies on disk, read once and kept until
 * `forget`. Both shells, the language server and the command line, stand on it.
 */
export interface Workspace {
  readonly project: Project;
  /** The file as it is now: an editor's text, else the disk's. Undefined where it can't be read. */
  document(uri: string): FlowDocument | undefined;
  /** An editor has this text now. */
  open(uri: string, text: string): FlowDocument;
  /** The editor let go: the disk counts again. */
  close(uri: string): void;
  /** Something on disk changed: read it anew when it is asked for. */
  forget(uri: string): void;
  /** Reads all flow files of the folders; until then no flow is called unknown. */
  scan(): Promise<void>;
  /** The folders, as absolute paths. */
  readonly roots: readonly string[];
}

export function createWorkspace(roots: readonly string[]): Workspace {
  const rootOf = (path: string): string => roots.find((root) => isInside(path, root)) ?? dirname(path);
  const documents = createFlowDocuments();
  const environments = createEnvironmentStore(rootOf);
  /** Documents that are no files: shown in a diff, say. They are checked, and nobody can refer to them. */
  const unfiled = new Map<string, FlowDocument>();
  let scanned = false;

  const project: Project = {
    flows: documents.all,
    resolveImport(from, path) {
      const importer = toPath(from);
      if (importer === undefined) return { kind: 'pending' };
      return resolveImport(importer, path, rootOf(importer), documents.at);
    },
    flowsNamed: (name) => (scanned ? [...documents.all()].filter(({ flow }) => flow.name?.value === name) : undefined),
    environmentFiles(uri) {
      const path = toPath(uri);
      return path === undefined ? noEnvironmentFiles : environments.of(path);
    },
  };
  const readAnew = (path: string): void => {
    if (isEnvironmentFile(path)) environments.forget(path);
    else documents.forget(path);
    if (path.endsWith(flowFileSuffix)) documents.at(path);
  };

  return {
    project,
    roots,
    document(uri) {
      const path = toPath(uri);
      return path === undefined ? unfiled.get(uri) : documents.at(path);
    },
    open(uri, text) {
      const document = readDocument(uri, text);
      const path = toPath(uri);
      if (path === undefined) unfiled.set(uri, document);
      else if (isEnvironmentFile(path)) environments.open(path, text);
      else documents.open(path, document);
      return document;
    },
    close(uri) {
      unfiled.delete(uri);
      const path = toPath(uri);
      if (path === undefined) return;
      if (isEnvironmentFile(path)) environments.close(path);
      else documents.close(path);
      readAnew(path);
    },
    forget(uri) {
      const path = toPath(uri);
      if (path !== undefined) readAnew(path);
    },
    async scan() {
      await documents.scan(roots);
      scanned = true;
    },
  };
}

/** The path of a `file:` URI; undefined for any other, and for one that names no path of this system. */
export function toPath(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

export function isEnvironmentFile(path: string): boolean {
  const name = basename(path);
  return name === environmentFileName || name === privateEnvironmentFileName;
}
