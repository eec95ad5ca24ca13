import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { configurationFileName } from '#core/model/sideFile';
import { readDescription } from '#core/openApi/readDescription';
import { parseConfiguration } from '../../server/src/workspace/configuration';
import type { Descriptions } from '../../server/src/workspace/descriptions';
import { toReason } from '../../server/src/workspace/toReason';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace';

/** A way of writing the same text: its indentation, its line ends. */
export type Style = (text: string) => string;

/** Text as it stands in the fixtures: two spaces, `\n`. */
export const styles: Readonly<Record<string, Style>> = {
  'as written': (text) => text,
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'with tabs': (text) => text.replaceAll(/^(?: {2})+/gm, (indent) => '\t'.repeat(indent.length / 2)),
};

/** A folder of its own, gone afterwards. Gives its real path. */
export async function withFolder<T>(use: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flow-lens-test-')));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A workspace of one file, which an editor has, among its neighbours on disk. */
export interface FixtureProject {
  readonly workspace: Workspace;
  /** Of the file that the editor has. */
  readonly uri: string;
}

/** What API descriptions say, read when they are asked for and without a thread of their own. */
export const descriptionsAtOnce: Descriptions = {
  of(path) {
    try {
      return readDescription(readFileSync(path, 'utf8'));
    } catch (error) {
      return { kind: 'unreadable', reason: toReason(error) };
    }
  },
  learn: async () => undefined,
  forget: () => true,
};

/** What a project is made of. */
export interface ProjectParts {
  /** The folder that the neighbours are copied from. */
  readonly folder: string;
  readonly isNeighbour: (fileName: string) => boolean;
  readonly fileName: string;
  readonly text: string;
  readonly style: Style;
}

/** Opens a text among the neighbours of a fixture folder, all of them in one style, in a scanned workspace. */
export function withProject<T>(parts: ProjectParts, use: (project: FixtureProject) => T): Promise<T> {
  const { folder, isNeighbour, fileName, text, style } = parts;
  return withFolder(async (copy) => {
    for (const name of readdirSync(folder).filter(isNeighbour)) {
      cpSync(join(folder, name), join(copy, name), { recursive: true });
    }
    writeFileSync(join(copy, fileName), text);
    restyle(copy, style);
    const workspace = createWorkspace([copy], () => 'none', undefined, descriptionsAtOnce);
    await workspace.scan();
    const { href: uri } = pathToFileURL(join(copy, fileName));
    workspace.open(uri, style(text));
    return use({ workspace, uri });
  });
}

/** Whether the configuration beside the file names an environment value as a secret. Its rules are set aside: tests see all. */
export function declaresSecret({
  workspace: { roots, sideText },
}: Pick<FixtureProject, 'workspace'>): (name: string) => boolean {
  const text = sideText(join(roots[0] ?? '.', configurationFileName)) ?? '{}';
  const { secrets } = parseConfiguration(text).configuration;
  return (name) => secrets.includes(name);
}

function restyle(folder: string, style: Style): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) writeFileSync(path, style(readFileSync(path, 'utf8')));
  }
}
