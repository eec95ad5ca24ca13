import { type FileSystemWatcher, workspace } from 'vscode';

/** The files that the server is told about when they change on disk. */
const watchedFiles = [
  '**/*.flow.json',
  '**/http-client{.env,.private.env}.json',
  '**/flow-lens.config.json',
  '**/.gitignore',
];

/** Watches them for the server. The client's library does not dispose watchers: the caller does. */
export function watchFiles(): FileSystemWatcher[] {
  const files = watchedFiles.map((pattern) => workspace.createFileSystemWatcher(pattern));
  // A folder that is deleted goes without a word about what lies in it.
  return [...files, workspace.createFileSystemWatcher('**', true, true, false)];
}
