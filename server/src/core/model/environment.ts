import { quote } from '#core/model/quote';
import { type JsonError, parseJson } from '#core/syntax/parseJson';
import { type Span, spanOf } from '#core/syntax/span';
import { asObject } from '#core/syntax/tree';

/** Names of the two files that other HTTP tools use for environments; the private one is not committed. */
export const environmentFileName = 'http-client.env.json';
export const privateEnvironmentFileName = 'http-client.private.env.json';

/** Environment → name → value, in the order of the file. Values are never expanded. */
export type Environments = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The pair of files that counts for a flow: the nearest folder that has either, with both from there. */
export interface EnvironmentFiles {
  readonly committed: Environments;
  readonly private: Environments;
  /** True where something is wrong with the committed file: what it does not have may be in its broken part. */
  readonly isBroken?: boolean;
}

export const noEnvironmentFiles: EnvironmentFiles = { committed: new Map(), private: new Map() };

/** What is wrong with an environment file at one place. */
export interface EnvironmentFileError extends Span {
  readonly message: string;
}

export interface EnvironmentFile {
  readonly environments: Environments;
  readonly errors: readonly EnvironmentFileError[];
}

/**
 * Reads an environment file: environment → name → string, number or boolean. Total; what is not of that shape is an error
 * and left out. Messages name keys, never values, which may be secrets.
 */
export function readEnvironmentFile(text: string): EnvironmentFile {
  const { root, errors: syntaxErrors } = parseJson(text);
  const errors: EnvironmentFileError[] = syntaxErrors.map(toError);
  const environments = new Map<string, ReadonlyMap<string, string>>();
  if (root === undefined) return { environments, errors };
  if (root.kind !== 'object')
    errors.push({ ...start(root), message: 'An environment file is an object of environments' });
  for (const { key, value } of root.kind === 'object' ? root.effective : []) {
    if (value === undefined) continue;
    if (value.kind !== 'object')
      errors.push({
        ...spanOf(key),
        message: `The environment ${quote(key.value)} must be an object of names and values`,
      });
    environments.set(key.value, readValues(asObject(value), errors));
  }
  return { environments, errors };
}

function readValues(object: ReturnType<typeof asObject>, errors: EnvironmentFileError[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { key, value } of object === undefined ? [] : object.effective) {
    if (value === undefined) continue;
    if (value.kind === 'string' || value.kind === 'number' || value.kind === 'boolean')
      values.set(key.value, String(value.value));
    else
      errors.push({
        ...spanOf(key),
        message: `The value of ${quote(key.value)} must be a string, a number or a boolean`,
      });
  }
  return values;
}

function toError({ offset, length, message }: JsonError): EnvironmentFileError {
  return { offset, length, message };
}

function start(span: Span): Span {
  return { offset: span.offset, length: 1 };
}

/** The names of all environments, those of the committed file first. */
export function environmentNames(files: EnvironmentFiles): readonly string[] {
  return [...new Set([...files.committed.keys(), ...files.private.keys()])];
}

/** The environment a run uses: the picked one where it exists, else the only one there is, else none. */
export function activeEnvironment(files: EnvironmentFiles, picked: string | null): string | null {
  const names = environmentNames(files);
  if (picked !== null && names.includes(picked)) return picked;
  return names.length === 1 ? (names[0] ?? null) : null;
}
