import type { FlowDocument } from '#core/model/document';
import { importersOf } from '#core/model/importers';
import { shownFile } from '#core/model/shownFile';
import type { Meaning } from '#core/names/meaning';
import { findHome } from '#core/renaming/renamedProject';
import { hasHome, type RenameRequest } from '#core/renaming/renameRequest';
import { escapeInString } from '#core/syntax/editJson';
import { isLossy } from '#core/syntax/parseJson';

/**
 * Why a name can't be followed everywhere: a file whose text has it, and may mean this by it, has syntax errors, so that something
 * of it may not have been read. Undefined where all is read.
 */
export function findLoss(request: RenameRequest): string | undefined {
  const { document, project, meaning } = request;
  for (const file of new Set([document, ...(project?.flows() ?? [])])) {
    const error = file.syntaxErrors.find(isLossy);
    if (error === undefined || !hasName(file, meaning) || !mayMeanIt(file, request)) continue;
    const line = file.lines.positionAt(error.offset).line + 1;
    return `${shownFile(file)} has a syntax error in line ${line}, so not everything in it could be renamed: mend it first`;
  }
  return undefined;
}

/** Whether the name stands anywhere in the text: as it is, or with escapes of JSON (RFC 8259 §7). */
function hasName({ text }: FlowDocument, { name }: Meaning): boolean {
  const unescaped = text
    .replaceAll(/\\u([\da-f]{4})/gi, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replaceAll('\\/', '/');
  return unescaped.includes(name) || unescaped.includes(escapeInString(name));
}

function mayMeanIt(file: FlowDocument, request: RenameRequest): boolean {
  const { meaning, project } = request;
  const home = findHome(request);
  if (file.uri === home.uri) return true;
  switch (meaning.kind) {
    case 'node':
      return home.flow.name !== undefined && file.text.includes(home.flow.name.value);
    case 'endpoint':
      return importersOf(home, project).includes(file) || file.text.includes(shownFile(home));
    case 'value':
      return hasHome(file, request);
    default:
      return true;
  }
}
