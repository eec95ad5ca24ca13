import { readEnvironmentFile } from '#core/model/environment';
import type { Report, Rule } from '#core/rules/rule';

export const invalidEnvironmentFile: Rule = {
  code: 'invalid-environment-file',
  title: 'Environment files are objects of environments',
  severity: 'error',
  basis: 'T',
  explanation:
    '`http-client.env.json` and `http-client.private.env.json` hold one object for each environment, and in it a string, a number or a boolean for ' +
    'each name. What is wrong with the file is reported there, once; flows that use its values are checked as if the broken part were not there.',
  fixable: false,
};

/** What is wrong with an environment file. Flows are not checked for it: it is reported in the file itself. */
export function checkEnvironmentFile(text: string): readonly Report[] {
  return readEnvironmentFile(text).errors.map(({ message, ...span }) => ({ span, message }));
}
