import type { Surroundings } from '#core/completion/surroundings';
import { type Environments, environmentFileName, privateEnvironmentFileName } from '#core/model/environment';
import { secretNames } from '#core/names/valuesIn';
import { isEnvironmentName } from '#core/template/parseTemplate';

/** An environment value, without what it is. */
export interface EnvironmentValueName {
  readonly name: string;
  /** Whether it is declared as a secret, or stands in the private file alone. */
  readonly isSecret: boolean;
  /** Which files and environments have it: `dev, prod`. */
  readonly detail: string;
}

/** All values that a placeholder can ask for in a file, those that are no secrets first. No value is in it. */
export function environmentValueNames({ document, project }: Surroundings): readonly EnvironmentValueName[] {
  if (project === undefined) return [];
  const { committed, private: ofPrivateFile } = project.environmentFiles(document.uri);
  const configuration = project.sideFile('configuration', document.uri);
  const declared = new Set(secretNames(configuration?.text ?? '').map(({ value }) => value));
  const names = new Set([...namesIn(committed), ...namesIn(ofPrivateFile), ...declared]);
  const found = [...names].filter(isEnvironmentName).map((name): EnvironmentValueName => {
    const places = [
      ...placesOf(name, committed, environmentFileName),
      ...placesOf(name, ofPrivateFile, privateEnvironmentFileName),
      ...(declared.has(name) ? ['declared as a secret'] : []),
    ];
    const isSecret = declared.has(name) || !namesIn(committed).includes(name);
    return { name, isSecret, detail: places.join(' · ') };
  });
  return [...found.filter(({ isSecret }) => !isSecret), ...found.filter(({ isSecret }) => isSecret)];
}

function namesIn(environments: Environments): readonly string[] {
  return [...environments.values()].flatMap((values) => [...values.keys()]);
}

function placesOf(name: string, environments: Environments, file: string): readonly string[] {
  const having = [...environments].flatMap(([environment, values]) => (values.has(name) ? [environment] : []));
  return having.length === 0 ? [] : [`${having.join(', ')} in ${file}`];
}
