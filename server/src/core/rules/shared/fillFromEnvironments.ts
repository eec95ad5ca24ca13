import { noEnvironmentFiles } from '#core/model/environment';
import { quoteList, type RuleContext } from '#core/rules/rule';
import { fill, placeholderNames } from '#core/template/fill';
import { hole } from '#core/template/hole';

/** A text as one environment makes it. It may hold secrets: no message shows it. */
export interface Filling {
  /** With a hole for each placeholder whose value nobody can tell. */
  readonly text: string;
  /** Where its values are from; undefined where the text asks for none, or there is none to ask. */
  readonly environment: string | undefined;
}

/** A text as each environment of the committed file makes it; as the picked one does, where that is one of them. */
export function fillFromEnvironments(text: string, context: RuleContext): readonly Filling[] {
  const withoutValues = [{ text: fillWith(text, new Map()), environment: undefined }];
  if (placeholderNames(text).environment.length === 0) return withoutValues;
  const { committed } = context.project?.environmentFiles(context.document.uri) ?? noEnvironmentFiles;
  if (committed.size === 0) return withoutValues;
  const picked = [...committed].filter(([name]) => name === context.environment);
  return (picked.length > 0 ? picked : [...committed]).map(([environment, values]) => ({
    text: fillWith(text, values),
    environment,
  }));
}

function fillWith(text: string, values: ReadonlyMap<string, string>): string {
  const known = { environment: (name: string) => values.get(name) ?? hole, session: () => hole };
  return fill(text, known, () => hole).text;
}

/** Which environments a message is about: ` in the environment "live"`, or nothing where it is true in any. */
export function inEnvironments(fillings: readonly Pick<Filling, 'environment'>[]): string {
  const names = fillings.flatMap(({ environment }) => environment ?? []);
  if (names.length === 0) return '';
  return ` in the environment${names.length === 1 ? '' : 's'} ${quoteList(names)}`;
}
