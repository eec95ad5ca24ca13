import type { Flow, FlowNode } from '#core/model/flow';
import { answersBehind, type NamedAnswer } from '#core/paths/answersBehind';
import { toReading } from '#core/paths/facts';
import { type AnswerOf, type CapturedValue, findCapturedValue } from '#core/request/capturedAnswer';
import { fill } from '#core/template/fill';

/** What a session variable stands for in a test request, and whether it may be shown. */
export interface SessionValues {
  find(name: string): string | undefined;
  isSensitive(name: string): boolean;
  /** The response values that the variable stands for, or is made of, whether they are known or not. */
  answersBehind(name: string): readonly NamedAnswer[];
  /** The response value of a name; undefined where none was captured, or where it was given for this run. */
  captured(name: string): CapturedValue | undefined;
}

/**
 * Values given for one run, then those of answers captured earlier, then the examples that the flow itself names, where the
 * variable is set or declared. What a `set-variable` sets is filled from the same values.
 */
export function toSessionValues(
  flow: Flow,
  given: ReadonlyMap<string, string>,
  answerOf: AnswerOf = () => undefined,
): SessionValues {
  const examples = examplesOf(flow);
  const sensitive = new Set([...flow.nodes.values()].filter((node) => node.sensitive).flatMap(variableOf));
  const captured = (name: string): CapturedValue | undefined =>
    given.has(name) ? undefined : findCaptured(name, answerOf);
  const lookUp = (name: string, within: readonly string[] = []): string | undefined => {
    const known = given.get(name) ?? captured(name)?.value;
    const example = examples.get(name);
    if (known !== undefined || example === undefined || !example.isTemplate) return known ?? example?.text;
    if (within.includes(name)) return undefined;
    const session = (other: string): string | undefined => lookUp(other, [...within, name]);
    const { text, missing } = fill(example.text, { environment: (other) => `{{${other}}}`, session });
    return missing.length > 0 ? undefined : text;
  };
  return {
    find: (name) => lookUp(name) ?? lookUp(ofChosenOption(name)),
    isSensitive: (name) => sensitive.has(name) || sensitive.has(ofChosenOption(name)),
    answersBehind: (name) => (given.has(name) && toReading(name)?.kind === 'variable' ? [] : answersBehind(flow, name)),
    captured,
  };
}

function findCaptured(name: string, answerOf: AnswerOf): CapturedValue | undefined {
  const reading = toReading(name);
  if (reading?.kind !== 'value') return undefined;
  const answer = answerOf(reading.prefix);
  return answer && findCapturedValue(answer, reading.path);
}

interface Example {
  readonly text: string;
  /** True for what the platform fills before it sets the variable. An example of what a person types is taken as it is. */
  readonly isTemplate: boolean;
}

/** What is declared wins over what a node says, and the first node over the others. */
function examplesOf({ variables, nodes }: Flow): ReadonlyMap<string, Example> {
  const examples = new Map<string, Example>();
  for (const { name, example } of variables)
    if (example !== undefined) examples.set(name, { text: String(example.value), isTemplate: false });
  for (const { variable, example, type } of nodes.values()) {
    if (variable === undefined || example === undefined || examples.has(variable.value)) continue;
    examples.set(variable.value, { text: String(example.value), isTemplate: type?.value === 'set-variable' });
  }
  return examples;
}

function variableOf({ variable }: FlowNode): readonly string[] {
  return variable === undefined ? [] : [variable.value];
}

/** `[[choice:value]]` is the text of the chosen option; its example is the example of `choice`. */
function ofChosenOption(name: string): string {
  return name.replace(/:value$/, '');
}
