import { join, relative, sep } from 'node:path';
import type { SeveritySetting } from '#core/rules/rule';
import {
  type Configuration,
  configurationFileName,
  emptyConfiguration,
  parseConfiguration,
} from '../workspace/configuration';
import { findInnermostFolder } from '../workspace/isInside';
import { readTextFileSync } from '../workspace/textFile';
import { toPath } from '../workspace/uri';

/** The configurations of the workspace folders: `flow-lens.config.json` at each root. */
export interface Configurations {
  severityOf(uri: string, code: string): SeveritySetting | undefined;
  isIgnored(uri: string): boolean;
  /** Whether an environment value counts as defined for a file, because the configuration names it as a secret. */
  isSecret(uri: string, name: string): boolean;
  /** One of the files changed on disk, or the folders are others now. */
  reload(): void;
}

interface Found {
  readonly configuration: Configuration;
  /** Relative to the configuration's folder, with `/`. */
  readonly path: string;
}

const none: Found = { configuration: emptyConfiguration, path: '' };

/** `rootsNow` gives the workspace folders, as absolute paths. A file goes by the innermost that it lies in. */
export function createConfigurations(rootsNow: () => readonly string[]): Configurations {
  let byRoot = load(rootsNow());
  const find = (uri: string): Found => {
    const path = toPath(uri);
    const root = path === undefined ? undefined : findInnermostFolder(path, byRoot.keys());
    const configuration = root === undefined ? undefined : byRoot.get(root);
    if (path === undefined || root === undefined || configuration === undefined) return none;
    return { configuration, path: relative(root, path).split(sep).join('/') };
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
    isSecret: (uri, name) => find(uri).configuration.secrets.includes(name),
    reload() {
      byRoot = load(rootsNow());
    },
  };
}

function load(roots: readonly string[]): ReadonlyMap<string, Configuration> {
  return new Map(roots.map((root) => [root, readOrEmpty(join(root, configurationFileName))]));
}

/** Without the file, or with one that can't be read, every rule keeps its own severity. */
function readOrEmpty(path: string): Configuration {
  try {
    return parseConfiguration(readTextFileSync(path).text).configuration;
  } catch {
    return emptyConfiguration;
  }
}
