import type { Rule, SeveritySetting } from '#core/rules/rule';

/** Settings under which one rule alone is checked, also one that is off by itself. One that looks at findings has the others on. */
export function alone({ code, severity, checkFindings }: Rule): (code: string) => SeveritySetting | undefined {
  return (other) => {
    if (other !== code) return checkFindings === undefined ? 'off' : undefined;
    return severity === 'off' ? 'warning' : undefined;
  };
}
