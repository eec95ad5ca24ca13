import type { FlowDocument } from '#core/model/document';
import { type Project, withImports } from '#core/model/project';

/** Made once for a list of flows: an import is a file to be found. */
const byFlows = new WeakMap<readonly FlowDocument[], ReadonlyMap<string, readonly FlowDocument[]>>();

/** The flows of the workspace that import a file, in the order of the workspace's files; none where there is no project. */
export function importersOf({ uri }: FlowDocument, project: Project | undefined): readonly FlowDocument[] {
  if (project === undefined) return [];
  const flows = project.flows();
  const made = byFlows.get(flows) ?? findImporters(flows, project);
  byFlows.set(flows, made);
  return made.get(uri) ?? [];
}

function findImporters(flows: readonly FlowDocument[], project: Project): ReadonlyMap<string, readonly FlowDocument[]> {
  const importers = new Map<string, FlowDocument[]>();
  for (const importer of flows) {
    for (const { uri } of new Set(withImports(importer, project).slice(1))) {
      const others = importers.get(uri) ?? [];
      others.push(importer);
      importers.set(uri, others);
    }
  }
  return importers;
}
