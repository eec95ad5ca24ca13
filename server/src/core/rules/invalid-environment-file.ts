import { readEnvironmentFile } from '#core/model/environment';
import type { Report, Rule } from '#core/rules/rule';

export const invalidEnvironmentFile: Rule = {
  code: 'invalid-environment-file',
  title: 'Environment files are objects of environments',
  severity: 'error',
  basis: 'T',
  explanation:
    '`http-client.env.json` and `http-client.private.env.json` hold one object for each environment, and in it a ' +
    "string, a number or a boolean for each name. Anything else can't be put in for a placeholder, so a run would " +
    'have no value for that name. What is wrong with the file is reported there, once: while the ' +
    'committed file is broken, no flow is told that a value is undefined. Give each name one plain value.',
  example: {
    file: 'http-client.env.json',
    wrong: `{
  "dev": {
    "ordersApi": { "url": "http://127.0.0.1:8787" },
    "page": null
  }
}`,
    right: `{
  "dev": {
    "ordersApi": "http://127.0.0.1:8787",
    "page": 1
  }
}`,
  },
  fixable: false,
};

/** What is wrong with an environment file. Flows are not checked for it: it is reported in the file itself. */
export function checkEnvironmentFile(text: string): readonly Report[] {
  return readEnvironmentFile(text).errors.map(({ message, ...span }) => ({ span, message }));
}
