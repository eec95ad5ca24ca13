import { docsUrl } from '#core/rules/docs';
import { rules } from '#core/rules/index';
import type { Basis } from '#core/rules/rule';
import { findCodeError } from '../../workspace/ruleSetting';
import { CommandError } from '../commandError';
import type { Terminal } from '../terminal';
import { toExampleTexts } from '../writers/exampleTexts';
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
    ...toExampleTexts(rule.example).map(([title, text]) => `${paint('bold', title)}:\n\n${indent(text)}`),
    facts.join('\n'),
  ];
  terminal.print(paragraphs.join('\n\n').concat('\n'));
  return 0;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
