import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace';
import { withFolder } from './project';

/** A folder with a workspace in its `root`, beside which there is room for what lies outside. */
export interface Place {
  readonly workspace: Workspace;
  /** The folder around the root, as a real path; the paths below are relative to it. */
  readonly folder: string;
  uri(path: string): string;
  /** Writes a file, and gives its URI. */
  write(path: string, text: string): string;
}

/** Uses a folder that holds the files, gone afterwards. */
export function inPlace(
  files: Readonly<Record<string, string>>,
  use: (place: Place) => Promise<void> | void,
): Promise<void> {
  return withFolder(async (folder) => {
    const uri = (path: string) => pathToFileURL(join(folder, path)).href;
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
      return uri(path);
    };
    mkdirSync(join(folder, 'root'));
    for (const [path, text] of Object.entries(files)) write(path, text);
    await use({ workspace: createWorkspace([join(folder, 'root')]), write, uri, folder });
  });
}

/** The text of a flow definition. */
export function definition(name: string, rest: object = {}): string {
  return JSON.stringify({ version: 1, name, ...rest });
}
