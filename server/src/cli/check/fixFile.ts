import { check } from '#core/check';
import { isSideFile } from '../../workspace/sideFiles';
import { readTextFile } from '../../workspace/textFile';
import { toReason } from '../../workspace/toReason';
import { toUri } from '../../workspace/uri';
import { type CheckContext, canBeFixed, optionsFor } from './checkFile';
import { mendText } from './mendText';
import { replaceFile } from './replaceFile';

/**
 * Mends a flow file on disk, by its absolute path, and keeps its line ends and byte order mark. One that can't be fixed is left
 * alone. Gives the reason where the file could not be written; it is as it was then.
 */
export async function fixFile(path: string, context: CheckContext): Promise<string | undefined> {
  const { workspace } = context;
  const uri = toUri(path);
  const document = isSideFile(path) ? undefined : workspace.document(uri);
  if (document === undefined || !canBeFixed(document)) return undefined;
  const options = optionsFor(path, context);
  const mended = mendText(
    document,
    (current) => check(current, workspace.project, options),
    (text) => workspace.open(uri, text),
  );
  if (mended === document.text) return undefined;
  const reason = await write(path, document.text, mended);
  workspace.close(uri);
  return reason;
}

async function write(path: string, before: string, after: string): Promise<string | undefined> {
  try {
    const { text, byteOrderMark } = await readTextFile(path);
    if (text !== before) return 'it changed while it was being mended';
    await replaceFile(path, byteOrderMark ? `\uFEFF${after}` : after);
    return undefined;
  } catch (error) {
    return toReason(error);
  }
}
