import { docsUrl } from '#core/rules/docs';
import { rules } from '#core/rules/index';
import type { Terminal } from '../terminal';
import { createPaint } from '../writers/paint';

/** Lists the rules: as a table for people, or as a document. */
export function listRules({ format }: { readonly format: 'text' | 'json' }, terminal: Terminal): number {
  terminal.print(format === 'json' ? toJson() : toTable(terminal.colour));
  return 0;
}

function toJson(): string {
  const entries = rules.map(({ code, severity, title, fixable, basis }) => ({
    code,
    severity,
    title,
    fixable,
    basis,
    docs: docsUrl(code),
  }));
  return `${JSON.stringify({ version: 1, rules: entries }, null, 2)}\n`;
}

function toTable(colour: boolean): string {
  const paint = createPaint(colour);
  const codeWidth = Math.max(...rules.map(({ code }) => code.length));
  const severityWidth = Math.max(...rules.map(({ severity }) => severity.length));
  const rows = rules.map(
    ({ code, severity, title }) =>
      `${paint('bold', code.padEnd(codeWidth))}  ${severity.padEnd(severityWidth)}  ${title}\n`,
  );
  return rows.join('');
}
