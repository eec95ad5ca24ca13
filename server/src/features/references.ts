import type { Location, ReferenceParams } from 'vscode-languageserver-protocol';
import type { Project } from '#core/model/project';
import { importsOf } from '#core/names/importsOf';
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
  const { meaning, mention } = name;
  const { document } = analysis;
  const isImport = meaning.kind === 'import';
  const places = isImport ? importsOf(mention.name, document, project) : occurrencesOf(meaning, document, project);
  return places
    .filter(({ role }) => context.includeDeclaration || role === 'reference')
    .map(({ source: { uri, lines }, span }) => ({ uri, range: toRange(lines, span) }));
}
