import { relative, sep } from 'node:path';
import type { SeveritySetting } from '#core/rules/rule';
import {
  type Configuration,
  configurationFileName,
  emptyConfiguration,
  parseConfiguration,
} from '../workspace/configuration';
import { readTextFileSync } from '../workspace/textFile';
import { toPath } from '../workspace/workspace';

/** The configurations of the workspace folders: `flow-lens.config.json` at each root. */
export interface Configurations {
  severityOf(uri: string, code: string): SeveritySetting | undefined;
  isIgnored(uri: string): boolean;
  /** One of the files changed on disk. */
  reload(): void;
}

export function createConfigurations(roots: readonly string[]): Configurations {
  let byRoot = load(roots);
  const find = (uri: string): { readonly configuration: Configuration; readonly path: string } => {
    const path = toPath(uri);
    for (const [root, configuration] of byRoot) {
      const way = path === undefined ? '..' : relative(root, path);
      if (!way.startsWith('..')) return { configuration, path: way.split(sep).join('/') };
    }
    return { configuration: emptyConfiguration, path: '' };
  };
  return {
    severityOf(uri, code) {
      const { configuration, path } = find(uri);
      return configuration.severityOf(path, code);
    },
    isIgnored(uri) {
      const { configuration, path } = find(uri);
      return configuration.isIgnored(path);
    },
    reload() {
      byRoot = load(roots);
    },
  };
}

function load(roots: readonly string[]): ReadonlyMap<string, Configuration> {
  return new Map(roots.map((root) => [root, readOrEmpty(`${root}${sep}${configurationFileName}`)]));
}

/** Without the file, or with one that can't be read, every rule keeps its own severity. */
function readOrEmpty(path: string): Configuration {
  try {
    return parseConfiguration(readTextFileSync(path).text).configuration;
  } catch {
    return emptyConfiguration;
  }
}
