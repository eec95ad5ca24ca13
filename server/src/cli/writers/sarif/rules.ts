import type { ReportingConfiguration, ReportingDescriptor, ToolComponent } from 'sarif';
import { docsUrl, projectUrl } from '#core/rules/docs';
import { rules } from '#core/rules/index';
import type { Basis, Rule, Severity } from '#core/rules/rule';
import { version } from '../../../../../package.json';
import { toExampleTexts } from '../exampleTexts';

/** The tool with all its rules, whether they found something or not. */
export function toDriver(): ToolComponent {
  return {
    name: 'Flow Lens',
    version,
    semanticVersion: version,
    informationUri: projectUrl,
    rules: rules.map(toDescriptor),
  };
}

const indices = new Map(rules.map(({ code }, index) => [code, index]));

/** Where a rule stands among those of the tool; undefined for a fault of the tool itself, which is no rule. */
export function findRuleIndex(code: string): number | undefined {
  return indices.get(code);
}

/** What SARIF knows no word for is a note, and has its severity among the properties. */
export const levels = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
} as const satisfies Record<Severity, ReportingConfiguration.level>;

const bases = {
  D: 'platform-documentation',
  R: 'standard',
  T: 'judgement',
} as const satisfies Record<Basis, string>;

/** Words of GitHub for how much a rule weighs. */
const problems = {
  error: 'error',
  warning: 'warning',
  information: 'recommendation',
  hint: 'recommendation',
} as const satisfies Record<Severity, string>;

function toDescriptor(rule: Rule): ReportingDescriptor {
  const { code, title, explanation, basis } = rule;
  const severity = rule.severity === 'off' ? 'warning' : rule.severity;
  return {
    id: code,
    ...toName(code),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: explanation },
    help: toHelp(rule),
    helpUri: docsUrl(code),
    defaultConfiguration: { level: levels[severity], enabled: rule.severity !== 'off' },
    properties: {
      tags: ['flow', bases[basis]],
      precision: basis === 'T' ? 'high' : 'very-high',
      basis,
      'problem.severity': problems[severity],
    },
  };
}

/** `HeaderMismatch`: a name that says no more than the id is to be left out (§3.49.7). */
function toName(code: string): Pick<ReportingDescriptor, 'name'> {
  const name = code.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return name.toLowerCase() === code ? {} : { name };
}

function toHelp({ explanation, example }: Rule) {
  const texts = toExampleTexts(example);
  return {
    text: [explanation, ...texts.map(([title, text]) => `${title}:\n\n${text}`)].join('\n\n'),
    markdown: [explanation, ...texts.map(([title, text]) => `## ${title}\n\n\`\`\`json\n${text}\n\`\`\``)].join('\n\n'),
  };
}
