import { internalError } from '#core/rules/finding';
import { rules } from '#core/rules/index';

const unsuppressible = new Set([
  internalError,
  ...rules.filter(({ suppressible }) => suppressible === false).map(({ code }) => code),
]);

/** Whether findings of a code may be suppressed. */
export function isSuppressible(code: string): boolean {
  return !unsuppressible.has(code);
}
