import { resolve } from 'node:path';
import { quote } from '#core/model/quote';
import { toLines } from '#core/syntax/lines';
import { parseJson } from '#core/syntax/parseJson';
import { asObject, type JsonNode } from '#core/syntax/tree';
import { readTextFileSync, type TextFile } from '../../workspace/textFile';
import { toReason } from '../../workspace/toReason';
import { CommandError } from '../commandError';
import { toShownPath } from '../shownPath';
import { toPlace } from '../writers/place';

/**
 * The session variables of a file: a JSON object of names and values. Numbers keep their digits. Throws a `CommandError` that names the file,
 * and the place where it is wrong; never a value, which may be nobody's business.
 */
export function readVariables(file: string, cwd: string): ReadonlyMap<string, string> {
  const path = resolve(cwd, file);
  const shown = toShownPath(path, cwd);
  const { text, encodingError } = read(path, shown);
  const fail = (offset: number, message: string): never => {
    const { line, column } = toPlace(toLines(text), offset);
    throw new CommandError(`${shown}:${line}:${column}: ${message}`);
  };
  if (encodingError !== undefined) fail(encodingError, 'The file is not UTF-8');
  const { root, errors } = parseJson(text);
  const [error] = errors;
  if (error !== undefined) fail(error.offset, error.message);
  const object = asObject(root) ?? fail(root?.offset ?? 0, 'Session variables are an object of names and values');
  const entries = object.effective.map(({ key, value }) => {
    const variable = value === undefined ? undefined : toVariable(value, text);
    return [key.value, variable ?? fail(value?.offset ?? key.offset, toTypeError(key.value))] as const;
  });
  return new Map(entries);
}

function read(path: string, shown: string): TextFile {
  try {
    return readTextFileSync(path);
  } catch (error) {
    throw new CommandError(`The variables ${quote(shown)} can't be read: ${toReason(error)}`);
  }
}

/** The text that stands for a value; undefined for what can be none. */
function toVariable(value: JsonNode, text: string): string | undefined {
  if (value.kind === 'string') return value.value;
  const isScalar = value.kind === 'number' || value.kind === 'boolean';
  return isScalar ? text.slice(value.offset, value.offset + value.length) : undefined;
}

function toTypeError(name: string): string {
  return `The value of ${quote(name)} must be a string, a number or a boolean`;
}
