import { dirname } from 'node:path';
import { documentedStatusUnmapped } from '#core/rules/documented-status-unmapped';
import { undocumentedStatus } from '#core/rules/undocumented-status';
import { type Descriptions, resolveDescription } from '../../workspace/descriptions';
import { findInnermostFolder } from '../../workspace/isInside';
import { toPath } from '../../workspace/uri';
import type { Workspace } from '../../workspace/workspace';
import type { CheckContext } from './checkFile';

/**
 * Reads the API descriptions that flows name, where one of the targets is checked by a rule that looks at them: they may be large.
 *
 * @param targets absolute paths
 */
export async function learnDescriptions(
  targets: readonly string[],
  {
    descriptions,
    workspace,
    settingOf,
  }: Pick<CheckContext, 'workspace' | 'settingOf'> & { descriptions: Descriptions },
): Promise<void> {
  const rules = [documentedStatusUnmapped, undocumentedStatus];
  const isOn = (path: string) => rules.some(({ code, severity }) => (settingOf(path, code) ?? severity) !== 'off');
  if (targets.some(isOn)) await descriptions.learn(namedDescriptions(workspace));
}

/** Absolute paths. An endpoint that is imported counts for whoever imports it, so those of all flows are looked at. */
function namedDescriptions({ project, roots }: Workspace): readonly string[] {
  return project.flows().flatMap(({ uri, flow }) => {
    const file = toPath(uri);
    if (file === undefined) return [];
    const root = findInnermostFolder(file, roots) ?? dirname(file);
    return [...flow.endpoints.values()].flatMap(({ openapi }) => {
      const resolved = openapi?.file && resolveDescription(file, openapi.file.value, root);
      return resolved !== undefined && 'path' in resolved ? resolved.path : [];
    });
  });
}
