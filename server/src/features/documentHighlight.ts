import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
} from 'vscode-languageserver-protocol';
import type { Project } from '#core/model/project';
import { occurrencesInFlow } from '#core/names/occurrences';
import type { Analysis } from './analysis';
import { findName } from './namePlace';
import { toRange } from './ranges';

/** The places of the file that mean the same as the name under the cursor: written where it is set up or set, else read. */
export function documentHighlight(
  analysis: Analysis,
  { position }: Pick<DocumentHighlightParams, 'position'>,
  project: Project | undefined,
): DocumentHighlight[] | null {
  const { document } = analysis;
  const name = findName(analysis, position, project);
  if (name === undefined) return null;
  return occurrencesInFlow(name.meaning, document, project).map(({ span, role }) => ({
    range: toRange(document.lines, span),
    kind: role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}
