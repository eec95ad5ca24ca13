import { pathToFileURL } from 'node:url';
import { type FlowDocument, readDocument } from '#core/model/document';
import { findFlowFiles } from './findFlowFiles';
import { readTextFile, readTextFileSync } from './textFile';

/** Flow files by path: what editors have, else what lies on disk, read once and kept until it is forgotten. */
export interface FlowDocuments {
  /** Undefined where the file can't be read. */
  at(path: string): FlowDocument | undefined;
  open(path: string, document: FlowDocument): void;
  close(path: string): void;
  forget(path: string): void;
  /** Each file once. */
  all(): Iterable<FlowDocument>;
  /** Reads every flow file below the folders that is not known yet. */
  scan(folders: readonly string[]): Promise<void>;
}

export function createFlowDocuments(): FlowDocuments {
  const opened = new Map<string, FlowDocument>();
  const onDisk = new Map<string, FlowDocument | undefined>();
  return {
    at(path) {
      const known = opened.get(path);
      if (known !== undefined || onDisk.has(path)) return known ?? onDisk.get(path);
      const read = readFromDisk(path);
      onDisk.set(path, read);
      return read;
    },
    open: (path, document) => opened.set(path, document),
    close: (path) => opened.delete(path),
    forget: (path) => onDisk.delete(path),
    *all() {
      yield* opened.values();
      for (const [path, document] of onDisk) if (document !== undefined && !opened.has(path)) yield document;
    },
    async scan(folders) {
      for (const folder of folders) {
        for (const path of await findFlowFiles(folder)) {
          const read = onDisk.has(path) ? undefined : await readFromDiskLater(path);
          // Somebody may have asked for it meanwhile, and knows better.
          if (!onDisk.has(path)) onDisk.set(path, read);
        }
      }
    },
  };
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
