import { environmentFileName, privateEnvironmentFileName } from '#core/model/environment';
import type { GitState } from '#core/model/gitState';
import type { TextSource } from '#core/model/textSource';

export const configurationFileName = 'flow-lens.config.json';
export const ignoreFileName = '.gitignore';

/** What lies beside flows and has a say in what is found in them, or a part in how that is mended. */
export type SideFileKind = 'environment' | 'private-environment' | 'configuration' | 'ignore';

export const sideFileNames: Readonly<Record<SideFileKind, string>> = {
  environment: environmentFileName,
  'private-environment': privateEnvironmentFileName,
  configuration: configurationFileName,
  ignore: ignoreFileName,
};

/** The kind of a file by its name, without its folder; undefined for flows and all else. */
export function findSideFileKind(fileName: string): SideFileKind | undefined {
  const kinds = Object.keys(sideFileNames) as SideFileKind[];
  return kinds.find((kind) => sideFileNames[kind] === fileName);
}

/** A file beside flows, with what is to be known to check it. */
export interface SideFile {
  readonly kind: SideFileKind;
  readonly source: TextSource;
  readonly git: GitState;
  /** `.gitignore` at the root of the repository that it lies in; undefined where it lies in none. */
  readonly ignoreFile: TextSource | undefined;
  /** True where it is a link that leads out of the workspace: then it counts for nothing, and its source is empty. */
  readonly leadsOutside: boolean;
}
