import type { ExplainContext } from '#core/explain/explainContext';
import { type Block, code, paragraph, prose, strong } from '#core/explain/explanation';
import type { Mention } from '#core/names/mention';

/** A rule code in a suppression. */
export function explainRule({ name }: Mention, { ruleOf }: ExplainContext): readonly Block[] {
  const rule = ruleOf(name);
  if (rule === undefined) return [];
  const { title, severity, explanation, docs } = rule;
  return [
    paragraph(strong(title)),
    paragraph(code(name), ` · ${severity} · `, { kind: 'link', text: 'Documentation', href: docs }),
    paragraph(...prose(explanation)),
  ];
}
