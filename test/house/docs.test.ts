import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { rules } from '#core/rules/index';
import type { Example, Rule } from '#core/rules/rule';

const index = 'docs/rules/README.md';

const bases = {
  D: "the platform's documentation",
  R: 'a standard',
  T: 'the judgement of this tool',
} as const satisfies Record<Rule['basis'], string>;

/** The documentation page of a rule, made from what the rule says of itself. */
function toPage(rule: Rule): string {
  const fixes = rule.fixable ? `yes${rule.fixAll ? ', some of them on save and by `--fix`' : ''}` : 'no';
  const suppressible = rule.suppressible === false ? 'no' : 'yes';
  return [
    `# ${rule.title}`,
    `\`${rule.code}\` · ${rule.severity} · rests on ${bases[rule.basis]} · quick fix: ${fixes} · can be suppressed: ${suppressible}`,
    rule.explanation,
    ...toExample(rule.example),
    '',
  ].join('\n\n');
}

function toExample({ wrong, right, file, beside = {}, answer }: Example): readonly string[] {
  const name = file === undefined ? '' : ` in \`${file}\``;
  const others = Object.entries(beside).map(([other, text]) => `Beside it, \`${other}\`:\n\n${toBlock(text)}`);
  const seen =
    answer === undefined
      ? []
      : [`After an answer ${answer.status} with \`${answer.contentType}\`: \`${answer.content}\``];
  return [...seen, `## Wrong${name}`, toBlock(wrong), `## Right${name}`, toBlock(right), ...others];
}

function toBlock(text: string): string {
  return `\`\`\`json\n${text.trim()}\n\`\`\``;
}

/** The page that lists all rules. */
function toIndex(): string {
  const rows = rules.map(
    ({ code, severity, title, fixable }) =>
      `| [\`${code}\`](${code}.md) | ${severity} | ${title} | ${fixable ? '✓' : ''} |`,
  );
  const words = [
    '# Rules',
    'Each with its severity, unless [it is set to another one](../findings.md#setting-rules), and whether a quick fix mends what it finds.',
  ];
  const table = ['| rule | severity | what a right flow does | fix |', '| --- | --- | --- | --- |', ...rows].join('\n');
  return `${[...words, table].join('\n\n')}\n`;
}

/** Compares a file with what it should be; `UPDATE=1` writes it. */
function assertCurrent(path: string, expected: string): void {
  if (process.env.UPDATE === '1') writeFileSync(path, expected);
  assert.equal(readFileSync(path, 'utf8'), expected, `${path} is out of date: UPDATE=1 npm test rewrites it`);
}

test('every rule has its page, and no page is without a rule', () => {
  mkdirSync('docs/rules', { recursive: true });
  for (const rule of rules) assertCurrent(`docs/rules/${rule.code}.md`, toPage(rule).trimEnd().concat('\n'));
  const pages = readdirSync('docs/rules').filter((name) => name !== basename(index));
  assert.deepEqual(pages.sort(), rules.map(({ code }) => `${code}.md`).sort());
});

test('the list of the rules is what the rules are', () => assertCurrent(index, toIndex()));
