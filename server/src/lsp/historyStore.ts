import type { Connection } from 'vscode-languageserver';
import { createHistory, type History } from '../run/history';
import { createRecordFile, createRecordMemory } from '../run/historyFile';
import { type Client, findInStorage } from './client';

/** The history of the client's workspace: in the folder that it lends, else in memory. It keeps nothing before it is configured. */
export function openHistory({ console }: Connection, client: Client): History {
  const warn = (message: string): void => console.warn(message);
  const path = findInStorage(client, 'history.json');
  return createHistory(path === undefined ? createRecordMemory() : createRecordFile(path, warn), warn);
}
