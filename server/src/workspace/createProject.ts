import type { FlowDocument } from '#core/model/document';
import { noEnvironmentFiles } from '#core/model/environment';
import { createFlowIndex } from '#core/model/flowIndex';
import type { Project } from '#core/model/project';
import { type Descriptions, findDescription } from './descriptions';
import type { DiskReads } from './diskReads';
import { eachFileOnce } from './eachFileOnce';
import type { EnvironmentStore } from './environmentStore';
import type { FlowDocuments } from './flowDocuments';
import { resolveImport } from './resolveImport';
import type { SideFiles } from './sideFiles';
import { toPath } from './uri';

const byName = createFlowIndex(({ flow }) => (flow.name === undefined ? [] : [flow.name.value]));

/** What the answers of a project are taken from. */
export interface ProjectSources {
  readonly documents: FlowDocuments;
  readonly environments: EnvironmentStore;
  readonly sideFiles: SideFiles;
  readonly descriptions: Descriptions;
  readonly rootOf: (path: string) => string;
  readonly reads: DiskReads;
}

/**
 * What rules ask of the files around a flow.
 *
 * @param flows gives those that know each other: the same list until one of them changes
 * @param areAll whether the flows of a name that are known are all that there are; otherwise nobody can tell
 */
export function createProject(
  sources: ProjectSources,
  flows: () => readonly FlowDocument[],
  areAll: (named: readonly FlowDocument[]) => boolean,
): Project {
  const { documents, environments, sideFiles, descriptions, rootOf, reads } = sources;
  return {
    flows,
    resolveImport(from, path) {
      const importer = toPath(from);
      if (importer === undefined) return { kind: 'pending' };
      return resolveImport(importer, path, rootOf(importer), documents.at, reads.file);
    },
    flowsNamed(name) {
      const named = byName(flows()).get(name) ?? [];
      return areAll(named) ? eachFileOnce(named) : undefined;
    },
    environmentFiles(uri) {
      const path = toPath(uri);
      return path === undefined ? noEnvironmentFiles : environments.of(path);
    },
    sideFile(kind, uri) {
      const path = toPath(uri);
      return path === undefined ? undefined : sideFiles.of(kind, path);
    },
    apiDescription(from, path) {
      const file = toPath(from);
      return file === undefined ? { kind: 'pending' } : findDescription(file, path, rootOf(file), descriptions);
    },
    gitState(uri) {
      const path = toPath(uri);
      return path === undefined ? 'unknown' : sideFiles.gitState(path);
    },
  };
}
