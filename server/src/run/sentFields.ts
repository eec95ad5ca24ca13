import type { Field } from '#core/request/exchange';

/** What goes with every request that does not say otherwise itself. */
const defaults: readonly Field[] = [
  ['user-agent', 'flow-lens'],
  ['accept-encoding', 'gzip, deflate, br'],
];

/** The fields of a request as they are sent: its own, and the defaults for those it does not set. */
export function toSentFields(fields: readonly Field[]): readonly Field[] {
  const names = new Set(fields.map(([name]) => name.toLowerCase()));
  return [...fields, ...defaults.filter(([name]) => !names.has(name))];
}
