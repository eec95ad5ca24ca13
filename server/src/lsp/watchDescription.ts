import { basename } from 'node:path';
import { type Connection, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import type { Client } from './client';

/** Names that a client watches already: a registration for each description would say the same again and again. */
const watched = new WeakMap<Connection, Set<string>>();

/** Asks the client to tell of changes of an API description, which may have any name. Clients that tell of no changes are asked for nothing. */
export function watchDescription(connection: Connection, { watchesFiles }: Client, path: string): void {
  const names = watched.get(connection) ?? new Set();
  watched.set(connection, names);
  const name = basename(path);
  if (!watchesFiles || names.has(name)) return;
  names.add(name);
  const watchers = [{ globPattern: `**/${escapeGlob(name)}` }];
  void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined);
}

/** What a glob of the protocol means something by, taken for any one character. */
function escapeGlob(name: string): string {
  return name.replaceAll(/[*?{}[\],!]/g, '?');
}
