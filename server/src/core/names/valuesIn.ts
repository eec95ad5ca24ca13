import type { Project } from '#core/model/project';
import type { TextSource } from '#core/model/textSource';
import { insideOf } from '#core/names/mention';
import type { Occurrence } from '#core/names/occurrences';
import { parseJson } from '#core/syntax/parseJson';
import { asArray, asObject, asString, findProperty, type JsonString } from '#core/syntax/tree';

/**
 * Where the files beside a flow name an environment value: its key in each environment of both files, which defines it, and among
 * the configuration's secrets. Empty for files that are not there.
 */
export function valuesIn(name: string, uri: string, project: Project): readonly Occurrence[] {
  const definitions = (['environment', 'private-environment'] as const).flatMap((kind) =>
    occurrencesIn(project.sideFile(kind, uri), valueKeys, name, 'definition'),
  );
  const configuration = project.sideFile('configuration', uri);
  return [...definitions, ...occurrencesIn(configuration, secretNames, name, 'reference')];
}

function occurrencesIn(
  source: TextSource | undefined,
  stringsOf: (text: string) => readonly JsonString[],
  name: string,
  role: Occurrence['role'],
): readonly Occurrence[] {
  if (source === undefined) return [];
  const strings = stringsOf(source.text).filter(({ value }) => value === name);
  return strings.map((string) => ({ source, span: insideOf(string), role, mention: undefined }));
}

/** The keys of every environment, in the order of the text. */
export function valueKeys(text: string): readonly JsonString[] {
  const environments = asObject(parseJson(text).root)?.properties ?? [];
  return environments.flatMap(({ value }) => asObject(value)?.properties.map(({ key }) => key) ?? []);
}

/** The names that a configuration declares to be secrets, in the order of the text. */
export function secretNames(text: string): readonly JsonString[] {
  const list = asArray(findProperty(asObject(parseJson(text).root), 'secrets')?.value);
  return (list?.items ?? []).flatMap((item) => asString(item) ?? []);
}
