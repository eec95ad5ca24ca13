import type { Flow, FlowNode } from '#core/model/flow';
import { platformPrefixes } from '#core/model/vocabulary';
import type { NodeOutline } from '#core/paths/outline';
import type { JsonString } from '#core/syntax/tree';
import { innermost } from '#core/template/fill';
import { parseTemplate } from '#core/template/parseTemplate';

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

export function factsOf(node: NodeOutline): NodeFacts {
  const set = node.sets === undefined ? [] : [variable(node.sets)];
  const prefixed = prefixesOf(node).map(values);
  return node.isApi ? { always: set, answered: prefixed } : { always: [...set, ...prefixed], answered: [] };
}

/** What the values that a node brings are called by: an API has to answer first. */
export function prefixesOf({ id, type, isApi, endpoint }: NodeOutline): readonly string[] {
  if (isApi || type === 'dynamic-list') return endpoint === undefined ? [id] : [endpoint, id];
  return type === 'calculate' ? [id] : [];
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
  return looksAtVariable(type?.value);
}

/** Whether nodes of a type look at the variable that they name. */
export function looksAtVariable(type: string | undefined): boolean {
  return type === 'switch-case' || type === 'regular-expression';
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

/** What a name inside of brackets asks for; nothing for what the platform always has. */
export function toFact(name: string): Fact | undefined {
  const reading = toReading(name);
  if (reading === undefined) return undefined;
  return reading.kind === 'variable' ? variable(reading.name) : values(reading.prefix);
}

/** The names inside the brackets of each `[[…]]` of a text, in its order: of a function's, what it is called with. */
export function sessionNamesIn(text: string): readonly string[] {
  if (!text.includes('[[')) return [];
  return parseTemplate(text).flatMap((part) => (part.kind === 'session' ? [innermost(part).name] : []));
}
