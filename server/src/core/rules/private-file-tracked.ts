import { privateEnvironmentFileName } from '#core/model/environment';
import type { SideFile } from '#core/model/sideFile';
import type { TextSource } from '#core/model/textSource';
import { type Fix, fix, type Report, type Rule } from '#core/rules/rule';
import { lineEndOf } from '#core/syntax/editJson';

export const privateFileTracked: Rule = {
  code: 'private-file-tracked',
  title: 'Git ignores the private environment file',
  severity: 'warning',
  basis: 'T',
  explanation:
    '`http-client.private.env.json` holds secrets, and a repository that does not ignore it publishes them with the next `git add`. A file that ' +
    'git tracks already stays tracked, ignored or not, until `git rm --cached` takes it out of the index; what was committed stays in the ' +
    'history, so such secrets have to be replaced. Without git, outside of a repository and in a workspace that is not trusted nothing is said.',
  example: {
    file: '.gitignore',
    wrong: 'node_modules/',
    right: 'node_modules/\nhttp-client.private.env.json',
    beside: { 'http-client.private.env.json': '{ "dev": { "ORDERS_KEY": "…" } }' },
  },
  fixable: true,
};

/** What git does with a private environment file that it should not. Flows are not checked for it. */
export function checkPrivateFile({ source, git, ignoreFile }: SideFile): readonly Report[] {
  const span = { offset: Math.max(0, source.text.search(/\S/)), length: Math.min(1, source.text.length) };
  if (git === 'tracked') {
    const message = `Git tracks "${privateEnvironmentFileName}", and its secrets with it, until "git rm --cached" takes it out`;
    return [{ span, message }];
  }
  if (git !== 'exposed') return [];
  const message = `Git does not ignore "${privateEnvironmentFileName}": the next "git add" would publish its secrets`;
  return [{ span, message, fixes: () => (ignoreFile === undefined ? [] : ignore(ignoreFile)) }];
}

/** Behind what is there already: of two patterns that match, git goes by the later one. */
function ignore(ignoreFile: TextSource): readonly Fix[] {
  const { text } = ignoreFile;
  const eol = lineEndOf(text);
  const newText = `${text === '' || text.endsWith('\n') ? '' : eol}${privateEnvironmentFileName}${eol}`;
  return fix(ignoreFile, 'Add it to .gitignore', [{ span: { offset: text.length, length: 0 }, newText }]);
}
