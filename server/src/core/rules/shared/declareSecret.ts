import { createFile } from '#core/model/documentEdit';
import type { TextSource } from '#core/model/textSource';
import { type DocumentEdit, editsIn } from '#core/rules/rule';
import { addItem, addProperties, replaceValue } from '#core/syntax/editJson';
import { parseJson } from '#core/syntax/parseJson';
import { asArray, asString, findProperty, type JsonObject } from '#core/syntax/tree';

/**
 * Names an environment value as a secret in the configuration, which is created where there is none. No edit where it is named
 * already; undefined where the configuration is too broken.
 */
export function declareSecret(configuration: TextSource, name: string): readonly DocumentEdit[] | undefined {
  return declareSecrets(configuration, [name]);
}

/** As `declareSecret` for several names, each once. */
export function declareSecrets(
  configuration: TextSource,
  names: readonly string[],
): readonly DocumentEdit[] | undefined {
  if (configuration.isNew) {
    const list = names.map((name) => JSON.stringify(name)).join(', ');
    return [createFile(configuration, `{\n  "secrets": [${list}]\n}\n`)];
  }
  const { text } = configuration;
  const root = findRoot(configuration);
  if (root === undefined) return undefined;
  const property = findProperty(root, 'secrets');
  if (property === undefined) return editsIn(configuration, [addProperties(text, root, [['secrets', names]])]);
  const list = asArray(property.value);
  if (list === undefined) return undefined;
  const missing = names.filter((name) => !list.items.some((item) => asString(item)?.value === name));
  // Behind the last of an empty list there is nothing for the next one to stand behind.
  if (list.items.length === 0) return editsIn(configuration, [replaceValue(list, missing)]);
  return editsIn(
    configuration,
    missing.map((name) => addItem(text, list, name)),
  );
}

/** The names that a configuration calls secrets, as far as it can be read. */
export function secretsOf(configuration: TextSource | undefined): readonly string[] {
  const root = configuration === undefined ? undefined : findRoot(configuration);
  const list = asArray(findProperty(root, 'secrets')?.value);
  return (list?.items ?? []).flatMap((item) => asString(item)?.value ?? []);
}

function findRoot({ text }: TextSource): JsonObject | undefined {
  const { root, errors } = parseJson(text);
  return root?.kind === 'object' && errors.length === 0 ? root : undefined;
}
