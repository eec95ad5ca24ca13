import { type Flow, type FlowNode, isApiNode } from '#core/model/flow';
import { platformPrefixes } from '#core/model/vocabulary';
import type { JsonString } from '#core/syntax/tree';
import { innermost } from '#core/template/fill';
import { parseTemplate } from '#core/template/parseTemplate';
import { nodeTemplates } from '#core/template/placeholders';

/** Something that holds once a node was passed: a session variable is set, or values with a prefix are there. */
export type Fact = `variable ${string}` | `values ${string}`;

export function variable(name: string): Fact {
  return `variable ${name}`;
}

/** The values of an answer, `[[orders:status]]`, or of a calculation, `[[total:result]]`. */
export function values(prefix: string): Fact {
  return `values ${prefix}`;
}

/** What holds behind a node: whichever way it is left, and where its API has answered. */
export interface NodeFacts {
  readonly always: readonly Fact[];
  readonly answered: readonly Fact[];
}

export function factsOf(node: FlowNode): NodeFacts {
  const type = node.type?.value;
  const name = variableSetBy(node)?.value;
  const set = name === undefined ? [] : [variable(name)];
  const prefixed = [...(node.endpoint === undefined ? [] : [values(node.endpoint.value)]), values(node.id)];
  if (isApiNode(node)) return { always: set, answered: prefixed };
  if (type === 'dynamic-list') return { always: [...set, ...prefixed], answered: [] };
  return { always: type === 'calculate' ? [...set, values(node.id)] : set, answered: [] };
}

/** The names of all variables that a flow declares, or that one of its nodes sets. */
export function settableVariables({ variables, nodes }: Flow): readonly string[] {
  const set = [...nodes.values()].flatMap((node) => variableSetBy(node)?.value ?? []);
  return [...variables.map(({ name }) => name), ...set];
}

/** The name of the variable that a node sets. */
export function variableSetBy(node: FlowNode): JsonString | undefined {
  return readsItsVariable(node) ? undefined : node.variable;
}

/** These look at a variable that another node has set. */
export function readsItsVariable({ type }: FlowNode): boolean {
  return type?.value === 'switch-case' || type?.value === 'regular-expression';
}

/** What the text between the brackets of `[[…]]` asks for, by what stands before its first colon. */
export type Reading =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'value'; readonly prefix: string; readonly path: string };

/** Undefined for what the platform always has: its own values, and functions of a literal text. */
export function toReading(name: string): Reading | undefined {
  const colon = name.indexOf(':');
  if (colon === -1) return { kind: 'variable', name };
  const prefix = name.slice(0, colon);
  return platformPrefixes.includes(prefix) ? undefined : { kind: 'value', prefix, path: name.slice(colon + 1) };
}

/** What the texts of a node ask for, as far as that can be told without its endpoint. */
export function readsOf(node: FlowNode): readonly Fact[] {
  return [...nodeTemplates(node)].flatMap(({ string }) =>
    parseTemplate(string.value).flatMap((part) => {
      const reading = part.kind === 'session' ? toReading(innermost(part).name) : undefined;
      if (reading === undefined) return [];
      return reading.kind === 'variable' ? [variable(reading.name)] : [values(reading.prefix)];
    }),
  );
}
