import type { Rule, SeveritySetting } from '#core/rules/rule';

/** Settings under which one rule alone is checked, also one that is off by itself. */
export function alone({ code, severity }: Rule): (code: string) => SeveritySetting | undefined {
  return (other) => {
    if (other !== code) return 'off';
    return severity === 'off' ? 'warning' : undefined;
  };
}
