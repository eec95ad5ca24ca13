import type { DeclarationParams } from 'vscode-languageserver-protocol';
import type { Project } from '#core/model/project';
import { declarationsOf } from '#core/names/definitions';
import type { Analysis } from './analysis';
import { type Destinations, followName } from './locations';

/** Where it is said that there is such a thing, of what comes from outside the flow; of all else, where it is set up. */
export function declaration(
  analysis: Analysis,
  { position }: Pick<DeclarationParams, 'position'>,
  project: Project | undefined,
  takesLinks: boolean,
): Destinations {
  return followName(analysis, position, project, takesLinks, declarationsOf);
}
