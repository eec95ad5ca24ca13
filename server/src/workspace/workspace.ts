import { basename, dirname } from 'node:path';
import { type FlowDocument, readDocument } from '#core/model/document';
import { environmentFileName, noEnvironmentFiles, privateEnvironmentFileName } from '#core/model/environment';
import type { Project } from '#core/model/project';
import { createEnvironmentStore, type EnvironmentStore } from './environmentStore';
import { createFlowDocuments, type FlowDocuments } from './flowDocuments';
import { findInnermostFolder } from './isInside';
import { resolveImport } from './resolveImport';
import { normalizePath, toPath, toUri } from './uri';

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
  /** Takes in a folder. Resolves when its flow files were read; until then no flow is called unknown. */
  addRoot(path: string): Promise<void>;
  /** Lets go of a folder, and of what lies in it and in no other. What editors hold stays. */
  removeRoot(path: string): void;
  /** The URIs of the environment files that count for any flow of the workspace, each once. */
  environmentFiles(): readonly string[];
  /** The folders as they are now: absolute paths, spelled as `toPath` spells them. */
  readonly roots: readonly string[];
}

/** Files count where they lie in one of the folders, and in the innermost where folders overlap. */
export function createWorkspace(initialRoots: readonly string[]): Workspace {
  let roots: readonly string[] = [...new Set(initialRoots.map(normalizePath))];
  const rootOf = (path: string): string => findInnermostFolder(path, roots) ?? dirname(path);
  const documents = createFlowDocuments(() => roots);
  const environments = createEnvironmentStore(rootOf);
  const scans = createScans(documents);
  const setRoots = (now: readonly string[]): void => {
    roots = now;
    documents.forgetRoots();
    environments.forgetRoots();
  };
  return {
    project: createProject(documents, environments, rootOf, scans.areDone),
    get roots() {
      return roots;
    },
    ...createTexts(documents, environments),
    environmentFiles() {
      const paths = [...documents.all()].flatMap(({ uri }) => environments.pathsFor(toPath(uri) ?? ''));
      return [...new Set(paths)].map(toUri);
    },
    scan: () => scans.scan(roots),
    async addRoot(path) {
      const root = normalizePath(path);
      if (roots.includes(root)) return;
      setRoots([...roots, root]);
      await scans.scan([root]);
    },
    removeRoot(path) {
      const root = normalizePath(path);
      setRoots(roots.filter((other) => other !== root));
    },
  };
}

interface Scans {
  scan(roots: readonly string[]): Promise<void>;
  /** Whether there was one, and none is under way. */
  areDone(): boolean;
}

function createScans(documents: FlowDocuments): Scans {
  let done = 0;
  let begun = 0;
  return {
    async scan(roots) {
      begun++;
      await documents.scan(roots);
      done++;
    },
    areDone: () => done > 0 && done === begun,
  };
}

function createProject(
  documents: FlowDocuments,
  environments: EnvironmentStore,
  rootOf: (path: string) => string,
  isScanned: () => boolean,
): Project {
  return {
    flows: documents.all,
    resolveImport(from, path) {
      const importer = toPath(from);
      if (importer === undefined) return { kind: 'pending' };
      return resolveImport(importer, path, rootOf(importer), documents.at);
    },
    flowsNamed: (name) =>
      isScanned() ? [...documents.all()].filter(({ flow }) => flow.name?.value === name) : undefined,
    environmentFiles(uri) {
      const path = toPath(uri);
      return path === undefined ? noEnvironmentFiles : environments.of(path);
    },
  };
}

function createTexts(
  documents: FlowDocuments,
  environments: EnvironmentStore,
): Pick<Workspace, 'document' | 'open' | 'close' | 'forget'> {
  /** Documents that are no files: shown in a diff, say. They are checked, and nobody can refer to them. */
  const unfiled = new Map<string, FlowDocument>();
  return {
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
    },
    forget(uri) {
      const path = toPath(uri);
      if (path === undefined) return;
      if (isEnvironmentFile(path)) environments.forget(path);
      else documents.readAnew(path);
    },
  };
}

export function isEnvironmentFile(path: string): boolean {
  const name = basename(path);
  return name === environmentFileName || name === privateEnvironmentFileName;
}
