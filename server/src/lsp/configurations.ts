import { join, relative } from 'node:path';
import { configurationFileName } from '#core/model/sideFile';
import type { SeveritySetting } from '#core/rules/rule';
import { type Configuration, emptyConfiguration, parseConfiguration } from '../workspace/configuration';
import { findInnermostFolder } from '../workspace/isInside';
import { toPath, toSlashes } from '../workspace/uri';

/** The configurations of the workspace folders: `flow-lens.config.json` at each root. */
export interface Configurations {
  severityOf(uri: string, code: string): SeveritySetting | undefined;
  isIgnored(uri: string): boolean;
  /** Whether an environment value counts as defined for a file, because the configuration names it as a secret. */
  isSecret(uri: string, name: string): boolean;
  /** One of the files changed, in an editor or on disk, or the folders are others now. */
  reload(): void;
}

interface Found {
  readonly configuration: Configuration;
  /** Relative to the configuration's folder, with `/`. */
  readonly path: string;
}

const none: Found = { configuration: emptyConfiguration, path: '' };

/**
 * A file goes by the innermost folder that it lies in.
 *
 * @param rootsNow gives the workspace folders, as absolute paths
 * @param textAt gives the text of a file; undefined where it is not there, or can't be read
 */
export function createConfigurations(
  rootsNow: () => readonly string[],
  textAt: (path: string) => string | undefined,
): Configurations {
  const load = () =>
    new Map(rootsNow().map((root) => [root, toConfiguration(textAt(join(root, configurationFileName)))]));
  let byRoot = load();
  // A check asks for each rule what it is set to for one file.
  let last: { readonly uri: string; readonly found: Found } | undefined;
  const find = (uri: string): Found => {
    if (last?.uri !== uri) last = { uri, found: findAnew(uri) };
    return last.found;
  };
  const findAnew = (uri: string): Found => {
    const path = toPath(uri);
    const root = path === undefined ? undefined : findInnermostFolder(path, byRoot.keys());
    const configuration = root === undefined ? undefined : byRoot.get(root);
    if (path === undefined || root === undefined || configuration === undefined) return none;
    return { configuration, path: toSlashes(relative(root, path)) };
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
      byRoot = load();
      last = undefined;
    },
  };
}

/** Of a text that can't be read whole, what can be counts. Without one, every rule keeps its own severity. */
function toConfiguration(text: string | undefined): Configuration {
  return text === undefined ? emptyConfiguration : parseConfiguration(text).configuration;
}
