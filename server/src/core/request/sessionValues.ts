import type { Flow } from '#core/model/flow';

/** What a session variable stands for in a test request, and whether it may be shown. */
export interface SessionValues {
  find(name: string): string | undefined;
  isSensitive(name: string): boolean;
}

/** Values given for one run, then the examples that the flow itself names, where the variable is set or declared. */
export function toSessionValues(flow: Flow, given: ReadonlyMap<string, string>): SessionValues {
  const examples = new Map<string, string>();
  const sensitive = new Set<string>();
  for (const { name, example } of flow.variables) if (example !== undefined) examples.set(name, String(example.value));
  for (const { variable, example, sensitive: hidden } of flow.nodes.values()) {
    if (variable === undefined) continue;
    if (hidden) sensitive.add(variable.value);
    if (example !== undefined && !examples.has(variable.value)) examples.set(variable.value, String(example.value));
  }
  const lookUp = (name: string): string | undefined => given.get(name) ?? examples.get(name);
  return {
    find: (name) => lookUp(name) ?? lookUp(ofChosenOption(name)),
    isSensitive: (name) => sensitive.has(name) || sensitive.has(ofChosenOption(name)),
  };
}

/** `[[choice:value]]` is the text of the chosen option; its example is the example of `choice`. */
function ofChosenOption(name: string): string {
  return name.replace(/:value$/, '');
}
