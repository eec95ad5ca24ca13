import type { ExplainContext } from '#core/explain/explainContext';
import { type Block, boundedList, type Content, code, paragraph, place, strong } from '#core/explain/explanation';
import { type Environments, environmentFileName, privateEnvironmentFileName } from '#core/model/environment';
import type { Project } from '#core/model/project';
import { configurationFileName } from '#core/model/sideFile';
import type { Mention } from '#core/names/mention';
import { valuesIn } from '#core/names/valuesIn';
import { urlAsWritten } from '#core/request/asWritten';
import { toEnvironmentValues } from '#core/request/environmentValues';
import { createRedactor } from '#core/request/redact';
import { soundsSecret } from '#core/request/secretNames';

/** Environments that are listed one by one. */
const mostEnvironments = { most: 10, noun: 'environment' };

/** An environment value: which environments have it, and what it is in the active one unless that is nobody's business. */
export function explainValue({ name }: Mention, context: ExplainContext): readonly Block[] {
  const { document, project } = context;
  const title = paragraph(strong('Environment value'), ' ', code(name));
  if (project === undefined) return [title];
  const files = project.environmentFiles(document.uri);
  // The active one first: it is never among those that there is no room for.
  const environments = [
    ...describe(name, files.committed, environmentFileName, context),
    ...describe(name, files.private, privateEnvironmentFileName, context),
  ].sort((a, b) => Number(b.isActive) - Number(a.isActive));
  const declared = context.isSecret(name)
    ? [
        paragraph(
          'A secret that ',
          code(configurationFileName),
          ' declares: its value is kept in the private file or in the keychain',
        ),
      ]
    : [];
  const nowhere = environments.length === 0 && declared.length === 0;
  return [
    title,
    ...(environments.length === 0 ? [] : [boundedList(environments, mostEnvironments, ({ content }) => content)]),
    ...(nowhere ? [paragraph('No environment has it, and it is no declared secret')] : []),
    ...declared,
    ...toFile(name, document.uri, project),
  ];
}

interface Described {
  readonly isActive: boolean;
  readonly content: Content;
}

function describe(
  name: string,
  environments: Environments,
  file: string,
  context: ExplainContext,
): readonly Described[] {
  return [...environments].flatMap(([environment, values]): readonly Described[] => {
    if (!values.has(name)) return [];
    const isActive = environment === context.environment;
    const value = isActive && file === environmentFileName ? shownValue(name, context) : undefined;
    const note = isActive ? ', active' : '';
    const content = [code(environment), ` in ${file}${note}`, ...(value === undefined ? [] : [': ', code(value)])];
    return [{ isActive, content }];
  });
}

/** What a run puts in, as long as it is no secret: not by its place, not by its name, and not by its looks. */
function shownValue(name: string, { document, project, environment, isSecret }: ExplainContext): string | undefined {
  const files = project?.environmentFiles(document.uri);
  if (files === undefined || isSecret(name) || soundsSecret(name)) return undefined;
  if (files.private.get(environment ?? '')?.has(name)) return undefined;
  const values = toEnvironmentValues(files, environment);
  const value = values.isSecret(name) ? undefined : values.find(name);
  return value === undefined ? undefined : urlAsWritten(createRedactor(values.secretValues).text(value));
}

/** Where to go to change it. */
function toFile(name: string, uri: string, project: Project): readonly Block[] {
  const [first] = valuesIn(name, uri, project).filter(({ role }) => role === 'definition');
  return first === undefined ? [] : [paragraph(place('Go to its value', first.source, first.span))];
}
