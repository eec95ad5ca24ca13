import type { Location, ReferenceParams } from 'vscode-languageserver-protocol';
import type { Project } from '#core/model/project';
import { occurrencesOf } from '#core/names/occurrences';
import type { Analysis } from './analysis';
import { findName } from './namePlace';
import { toRange } from './ranges';

/** Every place of the workspace that means the same as the name under the cursor, those of this file first. */
export function references(
  analysis: Analysis,
  { position, context }: Pick<ReferenceParams, 'position' | 'context'>,
  project: Project | undefined,
): Location[] | null {
  const name = findName(analysis, position, project);
  if (name === undefined) return null;
  return occurrencesOf(name.meaning, analysis.document, project)
    .filter(({ role }) => context.includeDeclaration || role === 'reference')
    .map(({ source: { uri, lines }, span }) => ({ uri, range: toRange(lines, span) }));
}
