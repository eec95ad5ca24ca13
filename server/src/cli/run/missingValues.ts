import { quote } from '#core/model/quote';

/**
 * How values that are missing can be given, each hint without a final stop.
 * @param missing as written: `{{ordersApi}}`, `[[orderId]]`
 * @param withheld the guarded environment that nobody has named
 */
export function hintsAtMissing(missing: readonly string[], withheld: string | undefined): readonly string[] {
  return [
    ...(missing.some(isEnvironmentValue) ? ['--env and --env-var give {{…}}'] : []),
    ...(missing.some(isSessionVariable) ? ['--var and --vars give [[…]]'] : []),
    ...hintsAtWithheld(missing, withheld),
  ];
}

/** Says that an environment gives no value as long as nobody names it, where a value of an environment is missing. */
export function hintsAtWithheld(missing: readonly string[], withheld: string | undefined): readonly string[] {
  if (withheld === undefined || !missing.some(isEnvironmentValue)) return [];
  const name = quote(withheld);
  return [`${name} is entered only with --env ${name}`];
}

function isEnvironmentValue(written: string): boolean {
  return written.startsWith('{{');
}

function isSessionVariable(written: string): boolean {
  return written.startsWith('[[');
}
