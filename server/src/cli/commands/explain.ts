import { docsUrl } from '#core/rules/docs';
import { rules } from '#core/rules/index';
import type { Basis, Example } from '#core/rules/rule';
import { findCodeError } from '../../workspace/ruleSetting';
import { CommandError } from '../commandError';
import type { Terminal } from '../terminal';
import { createPaint } from '../writers/paint';

const bases: Readonly<Record<Basis, string>> = {
  D: "the platform's documentation",
  R: 'an RFC',
  T: "this tool's own judgement",
};

/** Says what a rule finds, why, and how that looks. */
export function explain(code: string, terminal: Terminal): number {
  const rule = rules.find((candidate) => candidate.code === code);
  if (rule === undefined) throw new CommandError(findCodeError(code));
  const paint = createPaint(terminal.colour);
  const facts = [
    `Severity: ${rule.severity}`,
    `Basis: ${bases[rule.basis]}`,
    `Quick fix: ${rule.fixable ? 'yes' : 'no'}`,
    ...(rule.suppressible === false ? ['Can not be suppressed'] : []),
    `Documentation: ${docsUrl(code)}`,
  ];
  const paragraphs = [
    `${paint('bold', code)}: ${rule.title}`,
    rule.explanation,
    ...toTexts(rule.example).map(([title, text]) => `${paint('bold', title)}:\n\n${indent(text)}`),
    facts.join('\n'),
  ];
  terminal.print(paragraphs.join('\n\n').concat('\n'));
  return 0;
}

/** The example's files, each with what it is. */
function toTexts({ wrong, right, file, beside = {} }: Example): readonly (readonly [string, string])[] {
  const name = file === undefined ? '' : ` in ${file}`;
  const others = Object.entries(beside).map(([other, text]) => [`Beside it, ${other}`, text] as const);
  return [[`Wrong${name}`, wrong], [`Right${name}`, right], ...others];
}

function indent(text: string): string {
  return text.trim().replaceAll(/^/gm, '  ');
}
