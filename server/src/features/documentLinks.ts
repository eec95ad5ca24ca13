import type { DocumentLink } from 'vscode-languageserver-protocol';
import { importedFile, type Project } from '#core/model/project';
import { suppressionsIn } from '#core/model/suppressions';
import { insideOf } from '#core/names/mention';
import { docsUrl } from '#core/rules/docs';
import { rules } from '#core/rules/index';
import { asString, findProperty, type JsonString } from '#core/syntax/tree';
import type { Analysis } from './analysis';
import { toRange } from './ranges';

interface Link {
  readonly at: JsonString;
  /** A URI. */
  readonly target: string;
  /** Our own words: what a file says goes into no text that an editor may draw. */
  readonly tooltip: string;
}

/**
 * What can be opened from the text: imported flows, the schema, and the pages of the rules that suppressions name. Other
 * addresses editors find by themselves. Only an editor follows them, when somebody clicks.
 *
 * @param findFile gives the URI of the file that a relative path means, where it is one of the workspace
 */
export function documentLinks(
  { document }: Analysis,
  project: Project | undefined,
  findFile: (path: string) => string | undefined,
): DocumentLink[] {
  const { flow, lines } = document;
  const imports = flow.imports.flatMap((path): readonly Link[] => {
    const file = importedFile(path.value, document, project);
    return file === undefined ? [] : [{ at: path, target: file.uri, tooltip: 'Open the imported flow' }];
  });
  const links = [...imports, ...schemaLinks(asString(findProperty(flow.object, '$schema')?.value), findFile)];
  for (const { rule } of suppressionsIn(flow)) if (rule !== undefined) links.push(...ruleLinks(rule));
  return links.map(({ at, target, tooltip }) => ({ range: toRange(lines, insideOf(at)), target, tooltip }));
}

function schemaLinks(schema: JsonString | undefined, findFile: (path: string) => string | undefined): readonly Link[] {
  if (schema === undefined) return [];
  const target = findPage(schema.value) ?? findFile(schema.value);
  return target === undefined ? [] : [{ at: schema, target, tooltip: 'Open the schema' }];
}

/** The address of a page that is fetched over a verified connection; undefined for any other text. */
function findPage(text: string): string | undefined {
  if (!/^https:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { href, username, password } = new URL(text);
  return username === '' && password === '' ? href : undefined;
}

const titles = new Map(rules.map(({ code, title }) => [code, title]));

function ruleLinks(rule: JsonString): readonly Link[] {
  const title = titles.get(rule.value);
  return title === undefined
    ? []
    : [{ at: rule, target: docsUrl(rule.value), tooltip: `Read about the rule: ${title}` }];
}
