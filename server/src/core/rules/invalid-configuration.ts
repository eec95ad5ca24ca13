import type { Rule } from '#core/rules/rule';

export const invalidConfiguration: Rule = {
  code: 'invalid-configuration',
  title: 'The configuration holds rules, overrides, ignore and secrets',
  severity: 'error',
  basis: 'T',
  explanation:
    '`flow-lens.config.json` lies at the root of the workspace, and the editor and the command line follow it alike: `rules` sets severities by ' +
    'code, `overrides` does so for some files, `ignore` names files that walking a folder leaves out, and `secrets` names environment values ' +
    'that count as defined. The editor goes by what can be read of it; `flow-lens check` stops, with exit status 2.',
  example: {
    file: 'flow-lens.config.json',
    wrong: `{
  "rules": { "plain-http-url": "fatal" },
  "secret": ["ORDERS_KEY"]
}`,
    right: `{
  "rules": { "plain-http-url": "error" },
  "secrets": ["ORDERS_KEY"]
}`,
  },
  fixable: false,
};
