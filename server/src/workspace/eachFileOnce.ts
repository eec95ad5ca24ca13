import { realpathSync } from 'node:fs';
import type { FlowDocument } from '#core/model/document';
import { toPath } from './uri';

/** A file that links lead to has several paths: the first counts, which an editor has where one has it. */
export function eachFileOnce(documents: readonly FlowDocument[]): readonly FlowDocument[] {
  if (documents.length < 2) return documents;
  const byFile = new Map<string, FlowDocument>();
  for (const document of documents) {
    const file = realPathOf(toPath(document.uri) ?? document.uri);
    if (!byFile.has(file)) byFile.set(file, document);
  }
  return [...byFile.values()];
}

/** The path itself for what is not there, such as a file that was never saved. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
