import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type FlowDocument, readDocument } from '#core/model/document';
import {
  type EnvironmentFile,
  type EnvironmentFiles,
  environmentFileName,
  noEnvironmentFiles,
  privateEnvironmentFileName,
  readEnvironmentFile,
} from '#core/model/environment';
import type { Project, ResolvedImport } from '#core/model/project';
import { environmentPaths, findEnvironmentFolder } from './environmentFolder';
import { findFlowFiles, flowFileSuffix } from './findFlowFiles';
import { readTextFile, readTextFileSync } from './textFile';

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
  const opened = new Map<string, FlowDocument>();
  /** Documents that are no files: shown in a diff, say. They are checked, and nobody can refer to them. */
  const unfiled = new Map<string, FlowDocument>();
  const onDisk = new Map<string, FlowDocument | undefined>();
  const environmentFiles = new Map<string, EnvironmentFile>();
  const openedTexts = new Map<string, string>();
  let folders = new Map<string, string | undefined>();
  let scanned = false;

  const documentAt = (path: string): FlowDocument | undefined => {
    const known = opened.get(path);
    if (known !== undefined || onDisk.has(path)) return known ?? onDisk.get(path);
    const read = readFromDisk(path);
    onDisk.set(path, read);
    return read;
  };
  const environmentFileAt = (path: string): EnvironmentFile => {
    const known = environmentFiles.get(path) ?? readEnvironmentFile(openedTexts.get(path) ?? readOr(path, '{}'));
    environmentFiles.set(path, known);
    return known;
  };
  const rootOf = (path: string): string => roots.find((root) => isInside(path, root)) ?? dirname(path);
  const flows = function* (): Iterable<FlowDocument> {
    yield* opened.values();
    for (const [path, document] of onDisk) if (document !== undefined && !opened.has(path)) yield document;
  };

  const readAnew = (path: string): void => {
    onDisk.delete(path);
    environmentFiles.delete(path);
    if (isEnvironmentFile(path)) folders = new Map();
    else if (path.endsWith(flowFileSuffix)) documentAt(path);
  };

  const project: Project = {
    flows,
    resolveImport: (from, path) => resolveImport(from, path, rootOf, documentAt),
    flowsNamed: (name) => (scanned ? [...flows()].filter(({ flow }) => flow.name?.value === name) : undefined),
    environmentFiles(uri): EnvironmentFiles {
      const path = toPath(uri);
      if (path === undefined) return noEnvironmentFiles;
      const own = dirname(path);
      if (!folders.has(own)) folders.set(own, findEnvironmentFolder(path, rootOf(path)));
      const folder = folders.get(own);
      if (folder === undefined) return noEnvironmentFiles;
      const [committed, secret] = environmentPaths(folder).map(environmentFileAt);
      return { committed: committed?.environments ?? new Map(), private: secret?.environments ?? new Map() };
    },
  };

  return {
    project,
    roots,
    document(uri) {
      const path = toPath(uri);
      return path === undefined ? unfiled.get(uri) : documentAt(path);
    },
    open(uri, text) {
      const document = readDocument(uri, text);
      const path = toPath(uri);
      if (path === undefined) {
        unfiled.set(uri, document);
      } else if (isEnvironmentFile(path)) {
        openedTexts.set(path, text);
        environmentFiles.delete(path);
        folders = new Map();
      } else {
        opened.set(path, document);
      }
      return document;
    },
    close(uri) {
      unfiled.delete(uri);
      const path = toPath(uri);
      if (path === undefined) return;
      opened.delete(path);
      openedTexts.delete(path);
      readAnew(path);
    },
    forget(uri) {
      const path = toPath(uri);
      if (path !== undefined) readAnew(path);
    },
    async scan() {
      for (const root of roots) {
        for (const path of await findFlowFiles(root)) {
          const read = onDisk.has(path) ? undefined : await readFromDiskLater(path);
          if (!onDisk.has(path)) onDisk.set(path, read);
        }
      }
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

function readFromDisk(path: string): FlowDocument | undefined {
  try {
    const { text, encodingError } = readTextFileSync(path);
    return readDocument(pathToFileURL(path).href, text, encodingError);
  } catch {
    return undefined;
  }
}

async function readFromDiskLater(path: string): Promise<FlowDocument | undefined> {
  try {
    const { text, encodingError } = await readTextFile(path);
    return readDocument(pathToFileURL(path).href, text, encodingError);
  } catch {
    return undefined;
  }
}

function readOr(path: string, otherwise: string): string {
  try {
    return readTextFileSync(path).text;
  } catch {
    return otherwise;
  }
}

/** Opening a file must touch no network and nothing outside, so only plain relative paths are looked at. */
function resolveImport(
  from: string,
  path: string,
  rootOf: (path: string) => string,
  documentAt: (path: string) => FlowDocument | undefined,
): ResolvedImport {
  const importer = toPath(from);
  if (importer === undefined) return { kind: 'pending' };
  const isRelative = path.endsWith(flowFileSuffix) && !path.includes('\\') && !/^(?:\/|[A-Za-z][\w+.-]*:)/.test(path);
  if (!isRelative) return { kind: 'not-relative' };
  const imported = resolve(dirname(importer), join(...path.split('/')));
  if (imported === importer) return { kind: 'itself' };
  const root = rootOf(importer);
  if (!isInside(imported, root)) return { kind: 'outside' };
  try {
    if (!isInside(realpathSync(imported), realpathSync(root))) return { kind: 'outside' };
  } catch {
    return { kind: 'missing' };
  }
  const document = documentAt(imported);
  return document === undefined ? { kind: 'unreadable' } : { kind: 'found', document };
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
