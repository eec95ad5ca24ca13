import { basename, dirname } from 'node:path';
import { type FlowDocument, readDocument } from '#core/model/document';
import { environmentFileName, noEnvironmentFiles, privateEnvironmentFileName } from '#core/model/environment';
import type { Project } from '#core/model/project';
import { createEnvironmentStore } from './environmentStore';
import { createFlowDocuments } from './flowDocuments';
import { findInnermostFolder } from './isInside';
import { resolveImport } from './resolveImport';
import { normalizePath, toPath } from './uri';

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
  /** The folders as they are now: absolute paths, spelled as `toPath` spells them. */
  readonly roots: readonly string[];
}

/** `initialRoots` are paths of folders; files count where they lie in one, and in the innermost where folders overlap. */
export function createWorkspace(initialRoots: readonly string[]): Workspace {
  let roots: readonly string[] = [...new Set(initialRoots.map(normalizePath))];
  const rootOf = (path: string): string => findInnermostFolder(path, roots) ?? dirname(path);
  const documents = createFlowDocuments(() => roots);
  const environments = createEnvironmentStore(rootOf);
  /** Documents that are no files: shown in a diff, say. They are checked, and nobody can refer to them. */
  const unfiled = new Map<string, FlowDocument>();
  let scanned = false;
  let scansUnderWay = 0;

  const project: Project = {
    flows: documents.all,
    resolveImport(from, path) {
      const importer = toPath(from);
      if (importer === undefined) return { kind: 'pending' };
      return resolveImport(importer, path, rootOf(importer), documents.at);
    },
    flowsNamed(name) {
      if (!scanned || scansUnderWay > 0) return undefined;
      return [...documents.all()].filter(({ flow }) => flow.name?.value === name);
    },
    environmentFiles(uri) {
      const path = toPath(uri);
      return path === undefined ? noEnvironmentFiles : environments.of(path);
    },
  };
  const scan = async (folders: readonly string[]): Promise<void> => {
    scansUnderWay++;
    try {
      await documents.scan(folders);
    } finally {
      scansUnderWay--;
    }
  };
  const setRoots = (now: readonly string[]): void => {
    roots = now;
    documents.forgetRoots();
    environments.forgetRoots();
  };

  return {
    project,
    get roots() {
      return roots;
    },
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
    async scan() {
      await scan(roots);
      scanned = true;
    },
    async addRoot(path) {
      const root = normalizePath(path);
      if (roots.includes(root)) return;
      setRoots([...roots, root]);
      await scan([root]);
    },
    removeRoot(path) {
      const root = normalizePath(path);
      setRoots(roots.filter((other) => other !== root));
    },
  };
}

export function isEnvironmentFile(path: string): boolean {
  const name = basename(path);
  return name === environmentFileName || name === privateEnvironmentFileName;
}
