import { isAbsolute, join } from 'node:path';
import type { Connection } from 'vscode-languageserver';
import { createHistory, type History } from '../run/history';
import { createRecordFile, createRecordMemory } from '../run/historyFile';
import type { Client } from './client';

/** The history of the client's workspace: in the folder that it lends, else in memory. It keeps nothing before it is configured. */
export function openHistory({ console }: Connection, { options }: Client): History {
  const { storage } = options;
  const warn = (message: string): void => console.warn(message);
  const hasFolder = typeof storage === 'string' && isAbsolute(storage);
  return createHistory(hasFolder ? createRecordFile(join(storage, 'history.json'), warn) : createRecordMemory(), warn);
}
