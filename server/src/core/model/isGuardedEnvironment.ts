/**
 * Whether an environment is one to be careful with: its name matches one of the patterns of
 * `flowLens.run.confirmEnvironments`. `*` stands for any characters; case is ignored.
 */
export function isGuardedEnvironment(environment: string | null, patterns: readonly string[]): boolean {
  return environment !== null && patterns.some((pattern) => toExpression(pattern).test(environment));
}

function toExpression(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i');
}
