import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { quote } from '#core/rules/rule';
import { toLines } from '#core/syntax/lines';
import { readTextFile, type TextFile } from '../../workspace/textFile';
import { toReason } from '../../workspace/toReason';
import { toSlashes } from '../../workspace/uri';
import type { CheckedFile } from '../check/checkedFile';
import { replaceFile } from '../check/replaceFile';
import { CommandError } from '../commandError';
import { toShownPath } from '../shownPath';
import type { Terminal } from '../terminal';
import { toJsonText } from '../writers/jsonText';
import { applyBaseline } from './applyBaseline';
import type { BaselineEntry } from './baseline';
import { parseBaseline } from './parseBaseline';
import { recordBaseline } from './recordBaseline';

/** The file as given on the command line, and whether it is to be written. */
export interface BaselineOptions {
  readonly baseline?: string;
  readonly updateBaseline?: string;
}

/**
 * The files without the findings that the baseline has, after it was written anew where that is asked for. What it has in
 * vain is told. Throws a `CommandError` where it can't be read or written.
 */
export async function withBaseline(
  files: readonly CheckedFile[],
  { baseline, updateBaseline }: BaselineOptions,
  terminal: Terminal,
): Promise<readonly CheckedFile[]> {
  const given = baseline ?? updateBaseline;
  if (given === undefined) return files;
  const path = resolve(terminal.cwd, given);
  const shown = toShownPath(path, terminal.cwd);
  const folder = dirname(path);
  const toPath = (file: CheckedFile) => toSlashes(relative(folder, resolve(terminal.cwd, file.path)));
  const isThere = (entryPath: string) => existsSync(resolve(folder, entryPath));
  const entries = updateBaseline !== undefined && !existsSync(path) ? [] : await readEntries(path, shown);
  if (updateBaseline === undefined) {
    const { files: rest, gone } = applyBaseline(files, entries, toPath);
    const checked = new Set(files.map(toPath));
    const lost = entries.filter((entry) => !checked.has(entry.path) && !isThere(entry.path));
    complain([...gone, ...lost], shown, terminal);
    return rest;
  }
  const recorded = recordBaseline(files, entries, toPath, isThere);
  await write(path, shown, toJsonText({ version: 1, findings: recorded }));
  return applyBaseline(files, recorded, toPath).files;
}

async function readEntries(path: string, shown: string): Promise<readonly BaselineEntry[]> {
  const { text, encodingError } = await read(path, shown);
  const { entries, error } = parseBaseline(text);
  const fault = encodingError === undefined ? error : { offset: encodingError, message: 'The baseline is not UTF-8' };
  if (fault === undefined) return entries;
  const { line, character } = toLines(text).positionAt(fault.offset);
  throw new CommandError(`${shown}:${line + 1}:${character + 1}: ${fault.message}`);
}

async function read(path: string, shown: string): Promise<TextFile> {
  try {
    return await readTextFile(path);
  } catch (error) {
    throw new CommandError(`The baseline ${quote(shown)} can't be read: ${toReason(error)}`);
  }
}

async function write(path: string, shown: string, text: string): Promise<void> {
  try {
    if (existsSync(path)) await replaceFile(path, text);
    else await writeFile(path, text);
  } catch (error) {
    throw new CommandError(`The baseline ${quote(shown)} can't be written: ${toReason(error)}`);
  }
}

function complain(gone: readonly BaselineEntry[], shown: string, terminal: Terminal): void {
  const [first] = gone;
  if (first === undefined) return;
  const count = gone.reduce((sum, entry) => sum + entry.count, 0);
  const what = count === 1 ? '1 finding' : `${count} findings`;
  const which = `${count === 1 ? '' : 'the first '}${quote(first.code)} in ${quote(first.path)}`;
  terminal.complain(
    `${shown}: ${what} of the baseline no longer ${count === 1 ? 'occurs' : 'occur'}, ${which}; --update-baseline writes it anew`,
  );
}
