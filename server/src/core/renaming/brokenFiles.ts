import type { FlowDocument } from '#core/model/document';
import { importersOf } from '#core/model/importers';
import { shownFile } from '#core/model/shownFile';
import type { Meaning } from '#core/names/meaning';
import { encode } from '#core/place/lexer';
import { findHome } from '#core/renaming/renamedProject';
import type { RenameRequest } from '#core/renaming/renameRequest';
import type { JsonError } from '#core/syntax/parseJson';

/**
 * Why a name can't be followed everywhere: a file whose text has it, and may mean this by it, has syntax errors, so that something
 * of it may not have been read. Undefined where all is read.
 */
export function findLoss(request: RenameRequest): string | undefined {
  const { document, project, meaning } = request;
  for (const file of new Set([document, ...(project?.flows() ?? [])])) {
    const error = findLossyError(file);
    if (error === undefined || !hasName(file, meaning) || !mayMeanIt(file, request)) continue;
    const line = file.lines.positionAt(error.offset).line + 1;
    return `${shownFile(file)} has a syntax error in line ${line}, so not everything in it could be renamed: mend it first`;
  }
  return undefined;
}

/** Comments and commas too many are no JSON either, but all around them is read. */
export function findLossyError({ syntaxErrors }: Pick<FlowDocument, 'syntaxErrors'>): JsonError | undefined {
  return syntaxErrors.find(({ kind }) => kind !== 'comment' && kind !== 'trailing-comma');
}

/** Whether the name stands anywhere in the text: as it is, or with escapes of JSON (RFC 8259 §7). */
function hasName({ text }: FlowDocument, { name }: Meaning): boolean {
  const unescaped = text
    .replaceAll(/\\u([\da-f]{4})/gi, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replaceAll('\\/', '/');
  return unescaped.includes(name) || unescaped.includes(encode(name));
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
      return project?.sideFile('environment', file.uri)?.uri === meaning.home;
    default:
      return true;
  }
}
