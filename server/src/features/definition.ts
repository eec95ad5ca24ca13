import type { DefinitionParams } from 'vscode-languageserver-protocol';
import type { Project } from '#core/model/project';
import { definitionsOf } from '#core/names/definitions';
import type { Analysis } from './analysis';
import { type Destinations, followName } from './locations';

/** Where the thing is set up whose name the cursor touches: for variables and environment values, every place that sets it. */
export function definition(
  analysis: Analysis,
  { position }: Pick<DefinitionParams, 'position'>,
  project: Project | undefined,
  takesLinks: boolean,
): Destinations {
  return followName(analysis, position, project, takesLinks, definitionsOf);
}
