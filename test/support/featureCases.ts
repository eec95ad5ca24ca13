import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace';
import { withFolder } from './project';

/** A folder of files as they lie in a workspace; in one of them `$0` is where the cursor stands. */
export interface FeatureCase {
  readonly name: string;
  /** The fixture's folder, for the files that say what is expected. */
  readonly folder: string;
}

/** A case that is open: the file with the cursor is what an editor has, the others lie on disk. */
export interface OpenCase {
  readonly workspace: Workspace;
  readonly uri: string;
  /** Where the cursor stands, in UTF-16 code units of the text without its mark. */
  readonly offset: number;
  /** The name of a file of the case by its URI. */
  readonly nameOf: (uri: string) => string;
}

const mark = '$0';

/** A file of a case as it lies in a workspace. */
export function withoutCursor(text: string): string {
  return text.replace(mark, '');
}

/** The cases of a feature, `test/fixtures/features/<feature>/<case>/`, by name. */
export function readFeatureCases(feature: string): readonly FeatureCase[] {
  const folder = join('test/fixtures/features', feature);
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names.map(({ name }) => ({ name, folder: join(folder, name) })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Opens a case in a scanned workspace of its own. Files named `expected…` are no part of it. */
export function withFeatureCase<T>({ folder }: FeatureCase, use: (open: OpenCase) => Promise<T> | T): Promise<T> {
  return withFolder(async (copy) => {
    cpSync(folder, copy, { recursive: true, filter: (path) => !/^expected/.test(path.slice(folder.length + 1)) });
    const files = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
    const marked = files.filter((name) => readFileSync(join(copy, name), 'utf8').includes(mark));
    assert.equal(marked.length, 1, `one file of ${folder} has a cursor: ${marked}`);
    const path = join(copy, marked[0] ?? '');
    const text = readFileSync(path, 'utf8');
    const workspace = createWorkspace([copy], () => 'none');
    await workspace.scan();
    const { href: uri } = pathToFileURL(path);
    workspace.open(uri, withoutCursor(text));
    const base = `${pathToFileURL(copy).href}/`;
    return use({ workspace, uri, offset: text.indexOf(mark), nameOf: (other) => other.replace(base, '') });
  });
}
