import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TextSource, toTextSource } from '#core/model/textSource';
import { toImportPath } from './importPath';
import { toPath, toUri } from './uri';

/** What lies around a file, as refactorings ask for it. */
export interface Neighbours {
  /** A file of that name in the folder of the document, to be created; undefined where there is one already. */
  newFile(name: string): TextSource | undefined;
  /** What one file writes to import another: `./library.flow.json`. Undefined where no relative path leads there. */
  importPath(from: TextSource, to: TextSource): string | undefined;
}

/** @param isOpen whether an editor has the file of that URI, which may not be on disk yet */
export function createNeighbours(uri: string, isOpen: (uri: string) => boolean): Neighbours {
  return {
    newFile(name) {
      const path = toPath(uri);
      if (path === undefined) return undefined;
      const created = join(dirname(path), name);
      return existsSync(created) || isOpen(toUri(created)) ? undefined : toTextSource(toUri(created), undefined);
    },
    importPath(from, to) {
      const [importer, imported] = [toPath(from.uri), toPath(to.uri)];
      return importer === undefined || imported === undefined ? undefined : toImportPath(importer, imported);
    },
  };
}
