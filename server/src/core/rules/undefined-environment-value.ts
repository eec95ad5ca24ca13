import { type EnvironmentFiles, type Environments, environmentFileName } from '#core/model/environment';
import { findNearest } from '#core/model/nearest';
import type { Project } from '#core/model/project';
import {
  type Fix,
  fix,
  fixFiles,
  quote,
  quoteList,
  type Reporter,
  type Rule,
  type RuleContext,
} from '#core/rules/rule';
import { addEnvironmentValue } from '#core/rules/shared/addEnvironmentValue';
import { declareSecret, secretsOf } from '#core/rules/shared/declareSecret';
import type { Span } from '#core/syntax/span';
import { isEnvironmentName } from '#core/template/parseTemplate';
import { endpointTemplates, nodeTemplates, placeholdersIn, type Template } from '#core/template/placeholders';
import { startingValue } from '#core/template/startingValue';

export const undefinedEnvironmentValue: Rule = {
  code: 'undefined-environment-value',
  title: 'Every {{value}} stands in the environment file or is a declared secret',
  severity: 'warning',
  basis: 'T',
  explanation:
    '`{{name}}` is filled from `http-client.env.json`, or it is a secret that `secrets` of `flow-lens.config.json` names and that lies in the private ' +
    'environment file or in the keychain. A run of a node that needs a value nobody has is refused. What stands in the private ' +
    'file alone does not count, because nobody else has that file. Where an environment is picked, that one must have the value.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "url": "{{orderApi}}/orders" }
  }
}`,
    right: `{
  "endpoints": {
    "orders": { "url": "{{ordersApi}}/orders" }
  }
}`,
    beside: { 'http-client.env.json': '{ "dev": { "ordersApi": "http://127.0.0.1:8787" } }' },
  },
  fixable: true,
  checkEndpoint(endpoint, context, report) {
    checkTemplates(endpointTemplates(endpoint), context, report);
  },
  checkNode(node, context, report) {
    checkTemplates(nodeTemplates(node), context, report);
  },
};

/** A placeholder that has no value, with all that its fixes need. */
interface Undefined {
  readonly name: string;
  readonly span: Span;
  readonly template: Template;
  readonly files: EnvironmentFiles;
  readonly project: Project;
  readonly context: RuleContext;
}

function checkTemplates(templates: Iterable<Template>, context: RuleContext, report: Reporter): void {
  const { document, project, environment, isSecret } = context;
  if (project === undefined) return;
  for (const template of templates) {
    for (const part of placeholdersIn(document.text, template.string)) {
      if (part.kind !== 'environment' || isSecret(part.name)) continue;
      const files = project.environmentFiles(document.uri);
      if (files.isBroken || has(countingEnvironments(files.committed, environment), part.name)) continue;
      const found: Undefined = { name: part.name, span: part.span, template, files, project, context };
      report({ span: part.span, message: messageOf(found), fixes: () => fixesOf(found) });
    }
  }
}

/** The picked environment where it exists, else all of them: one that has a value is enough then. */
function countingEnvironments(committed: Environments, picked: string | null): Environments {
  const values = picked === null ? undefined : committed.get(picked);
  return picked === null || values === undefined ? committed : new Map([[picked, values]]);
}

function has(environments: Environments, name: string): boolean {
  for (const values of environments.values()) if (values.has(name)) return true;
  return false;
}

function messageOf({ name, files, context }: Undefined): string {
  const written = quote(`{{${name}}}`);
  const others = [...files.committed].flatMap(([environment, values]) => (values.has(name) ? [environment] : []));
  if (others.length > 0) {
    return `${written} has no value in the environment ${quote(context.environment ?? '')}, only in ${quoteList(others)}`;
  }
  // What the private file has is not told: on every machine the finding is the same.
  return `${written} has no value in any committed environment and is no declared secret, so a run may be refused`;
}

/** A value of the private file is to be declared; any other name is rather misspelt, or not written down yet. */
function fixesOf(found: Undefined): readonly Fix[] {
  const declare = declareAsSecret(found);
  if (has(found.files.private, found.name)) return [...declare, ...useNearest(found), ...addValue(found)];
  return [...useNearest(found), ...addValue(found), ...declare];
}

function useNearest({ name, span, files, project, context }: Undefined): readonly Fix[] {
  const { document, environment } = context;
  const defined = [...countingEnvironments(files.committed, environment).values()].flatMap((one) => [...one.keys()]);
  const secrets = secretsOf(project.sideFile('configuration', document.uri));
  const nearest = findNearest(name, [...defined, ...secrets].filter(isEnvironmentName));
  if (nearest === undefined) return [];
  return fix(document, `Change to {{${nearest}}}`, [{ span, newText: `{{${nearest}}}` }]);
}

function addValue({ name, template, files, project, context }: Undefined): readonly Fix[] {
  const file = project.sideFile('environment', context.document.uri);
  if (file === undefined) return [];
  const counting = [...countingEnvironments(files.committed, context.environment).keys()];
  const known = counting.length > 0 ? counting : [...files.private.keys()];
  const environments = known.length > 0 ? known : ['dev'];
  const value = template.place === 'url' ? startingValue(template.string.value, name, files.committed) : '';
  return fixFiles(`Add ${quote(name)} to ${environmentFileName}`, [
    addEnvironmentValue(file, environments, name, value),
  ]);
}

function declareAsSecret({ name, project, context }: Undefined): readonly Fix[] {
  const configuration = project.sideFile('configuration', context.document.uri);
  if (configuration === undefined) return [];
  return fixFiles(`Declare ${quote(name)} a secret`, [declareSecret(configuration, name)]);
}
