import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import { type FlowDocument, readDocument } from '#core/model/document';
import { type DiskReads, unobserved } from './diskReads';
import { findFlowFiles, wouldFindFlowFile } from './findFlowFiles';
import { isInsideAny } from './isInside';
import { readTextFile, readTextFileSync, type TextFile } from './textFile';
import { toUri } from './uri';

/** Flow files by path: what editors have, else what lies on disk, read once and kept until it is read anew. */
export interface FlowDocuments {
  /** Undefined where the file can't be read. */
  at(path: string): FlowDocument | undefined;
  /** As `at`, of what was read by now: undefined also where nobody has looked at the file. */
  known(path: string): FlowDocument | undefined;
  open(path: string, document: FlowDocument): void;
  close(path: string): void;
  /**
   * The file changed on disk. One that `scan` would find is read now, any other when it is asked for. Editors may hold a file for a
   * while that is gone: until they change it, it is none of the workspace's.
   */
  readAnew(path: string): void;
  /** As `readAnew` for all that lay in a folder which is gone. Gives whether there was anything. */
  readFolderAnew(path: string): boolean;
  /** Those below the roots: what editors have, and what `scan` would find, each once. The same list until one of them changes. */
  all(): readonly FlowDocument[];
  /** What editors have that lies elsewhere: the same list until one of them changes. None without a root, as nothing lies elsewhere then. */
  elsewhere(): readonly FlowDocument[];
  /** Reads every flow file below the roots that is not known yet. */
  scan(roots: readonly string[]): Promise<void>;
  /** Reads these flow files where they are not known yet. */
  read(paths: readonly string[]): Promise<void>;
  /** `rootsNow` gives other folders from now on. */
  forgetRoots(): void;
}

interface DiskFile {
  readonly document: FlowDocument | undefined;
  /** Whether it lies where `scan` looks. Others were only asked for, by an import or by name. */
  readonly isListed: boolean;
}

export function createFlowDocuments(rootsNow: () => readonly string[], reads: DiskReads = unobserved): FlowDocuments {
  const inEditors = createEditorFiles();
  const onDisk = new Map<string, DiskFile>();
  const isBelowRoots = (path: string): boolean => isInsideAny(path, rootsNow());
  const all = createList(() => [...inEditors.those(isBelowRoots), ...listedOnDisk(onDisk, inEditors)]);
  const elsewhere = createList(() => [...inEditors.those((path) => !isBelowRoots(path))]);
  const forgetLists = (): void => {
    all.forget();
    elsewhere.forget();
  };
  const isListed = (path: string): boolean => rootsNow().some((root) => wouldFindFlowFile(path, root));
  const keep = (path: string, file: DiskFile): DiskFile => {
    onDisk.set(path, file);
    if (file.isListed) forgetLists();
    return file;
  };
  const diskFileAt = (path: string): DiskFile =>
    onDisk.get(path) ?? keep(path, { document: readFromDisk(path, reads), isListed: isListed(path) });
  const readAnew = (path: string): void => {
    onDisk.delete(path);
    if (isListed(path) && inEditors.at(path) === undefined) diskFileAt(path);
    inEditors.lookForOnDisk(path);
    forgetLists();
  };

  return {
    at: (path) => inEditors.at(path) ?? diskFileAt(path).document,
    known: (path) => inEditors.at(path) ?? onDisk.get(path)?.document,
    open(path, document) {
      // It may be gone from there.
      reads.file(path);
      inEditors.open(path, document);
      forgetLists();
    },
    close(path) {
      inEditors.close(path);
      readAnew(path);
    },
    readAnew,
    readFolderAnew(path) {
      const inside = pathsInside(path, [...onDisk.keys(), ...inEditors.paths()]);
      for (const file of inside) readAnew(file);
      return inside.length > 0;
    },
    all: all.now,
    elsewhere: elsewhere.now,
    ...toReading({ onDisk, inEditors, rootsNow, isListed, keep, reads }),
    forgetRoots() {
      for (const [path, { document }] of onDisk) keep(path, { document, isListed: isListed(path) });
      forgetLists();
    },
  };
}

/** A list that is made when somebody asks for it, and kept until it is forgotten. */
function createList(make: () => readonly FlowDocument[]) {
  let list: readonly FlowDocument[] | undefined;
  return {
    now(): readonly FlowDocument[] {
      list ??= make();
      return list;
    },
    forget(): void {
      list = undefined;
    },
  };
}

/** Files by path, as editors have them. */
interface EditorFiles {
  at(path: string): FlowDocument | undefined;
  open(path: string, document: FlowDocument): void;
  close(path: string): void;
  paths(): Iterable<string>;
  /** One that is gone from disk is none of `those` until the editor changes it. */
  lookForOnDisk(path: string): void;
  those(isWanted: (path: string) => boolean): Iterable<FlowDocument>;
}

function createEditorFiles(): EditorFiles {
  const opened = new Map<string, FlowDocument>();
  const gone = new Set<string>();
  return {
    at: (path) => opened.get(path),
    open(path, document) {
      opened.set(path, document);
      gone.delete(path);
    },
    close: (path) => opened.delete(path),
    paths: () => opened.keys(),
    lookForOnDisk(path) {
      if (opened.has(path) && !existsSync(path)) gone.add(path);
      else gone.delete(path);
    },
    *those(isWanted) {
      for (const [path, document] of opened) if (!gone.has(path) && isWanted(path)) yield document;
    },
  };
}

interface Reading {
  readonly onDisk: ReadonlyMap<string, DiskFile>;
  readonly inEditors: EditorFiles;
  readonly rootsNow: () => readonly string[];
  readonly isListed: (path: string) => boolean;
  readonly keep: (path: string, file: DiskFile) => void;
  readonly reads: DiskReads;
}

function toReading({
  onDisk,
  inEditors,
  rootsNow,
  isListed,
  keep,
  reads,
}: Reading): Pick<FlowDocuments, 'scan' | 'read'> {
  // What an editor has is read from disk when it lets go, and not before.
  const isKnown = (path: string): boolean => onDisk.has(path) || inEditors.at(path) !== undefined;
  const readUnknown = async (paths: readonly string[], root?: string): Promise<void> => {
    for await (const [path, document] of readAll(paths, isKnown, reads)) {
      if (root !== undefined && !rootsNow().includes(root)) break;
      // Somebody may have asked for it meanwhile, and knows better.
      if (!isKnown(path)) keep(path, { document, isListed: root !== undefined || isListed(path) });
    }
  };
  return {
    async scan(roots) {
      for (const root of roots) await readUnknown(await findFlowFiles(root, reads), root);
    },
    read: (paths) => readUnknown(paths),
  };
}

function pathsInside(folder: string, paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].filter((path) => path.startsWith(folder + sep));
}

/** Files that are read at the same time: one after the other, most of the time would go into waiting for the disk. */
const readAtOnce = 32;

/** Those of the flow files that are not known when their turn comes. */
async function* readAll(
  paths: readonly string[],
  isKnown: (path: string) => boolean,
  reads: DiskReads,
): AsyncIterable<readonly [path: string, document: FlowDocument | undefined]> {
  for (let first = 0; first < paths.length; first += readAtOnce) {
    const unknown = paths.slice(first, first + readAtOnce).filter((path) => !isKnown(path));
    const read = unknown.map(async (path) => [path, await readFromDiskLater(path, isKnown, reads)] as const);
    yield* await Promise.all(read);
  }
}

function* listedOnDisk(onDisk: ReadonlyMap<string, DiskFile>, inEditors: EditorFiles): Iterable<FlowDocument> {
  for (const [path, { document, isListed }] of onDisk) {
    if (document !== undefined && isListed && inEditors.at(path) === undefined) yield document;
  }
}

function readFromDisk(path: string, reads: DiskReads): FlowDocument | undefined {
  reads.file(path);
  try {
    return toDocument(path, readTextFileSync(path));
  } catch {
    return undefined;
  }
}

async function readFromDiskLater(
  path: string,
  isKnown: (path: string) => boolean,
  reads: DiskReads,
): Promise<FlowDocument | undefined> {
  reads.file(path);
  try {
    const file = await readTextFile(path);
    return isKnown(path) ? undefined : toDocument(path, file);
  } catch {
    return undefined;
  }
}

function toDocument(path: string, { text, encodingError }: TextFile): FlowDocument {
  return readDocument(toUri(path), text, encodingError);
}
