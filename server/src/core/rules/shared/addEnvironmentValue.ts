import { createFile } from '#core/model/documentEdit';
import { readEnvironmentFile } from '#core/model/environment';
import type { TextSource } from '#core/model/textSource';
import { type DocumentEdit, editsIn } from '#core/rules/rule';
import { addProperties } from '#core/syntax/editJson';
import { parseJson } from '#core/syntax/parseJson';
import { asObject, findProperty, type JsonObject } from '#core/syntax/tree';

/**
 * Sets a value in some environments of an environment file, which is created where there is none. What has the name already
 * keeps its value. Undefined where the file is too broken.
 */
export function addEnvironmentValue(
  file: TextSource,
  environments: readonly string[],
  name: string,
  value: string,
): readonly DocumentEdit[] | undefined {
  return addEnvironmentValues(file, environments, [[name, value]]);
}

/** As `addEnvironmentValue` for several values, each with a name of its own. */
export function addEnvironmentValues(
  file: TextSource,
  environments: readonly string[],
  values: readonly (readonly [name: string, value: string])[],
): readonly DocumentEdit[] | undefined {
  if (file.isNew) return [createFile(file, write(environments, values))];
  const { root } = parseJson(file.text);
  if (root?.kind !== 'object' || readEnvironmentFile(file.text).errors.length > 0) return undefined;
  const lacking = environments.filter((environment) => findProperty(root, environment) === undefined);
  const added = lacking.map((environment) => [environment, Object.fromEntries(values)] as const);
  return editsIn(file, [
    ...objectsOf(root, environments).flatMap((object) => {
      const missing = values.filter(([name]) => findProperty(object, name) === undefined);
      return missing.length === 0 ? [] : [addProperties(file.text, object, missing)];
    }),
    ...(added.length === 0 ? [] : [addProperties(file.text, root, added)]),
  ]);
}

function objectsOf(root: JsonObject, environments: readonly string[]): readonly JsonObject[] {
  return root.effective.filter(({ name }) => environments.includes(name)).flatMap(({ value }) => asObject(value) ?? []);
}

function write(environments: readonly string[], values: readonly (readonly [name: string, value: string])[]): string {
  const written = values.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(', ');
  const entries = environments.map((environment) => `  ${JSON.stringify(environment)}: { ${written} }`);
  return `{\n${entries.join(',\n')}\n}\n`;
}
