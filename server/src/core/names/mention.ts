import type { Span } from '#core/syntax/span';
import type { JsonString } from '#core/syntax/tree';

/** What a name in a flow is the name of. */
export type NameKind = 'flow' | 'node' | 'endpoint' | 'variable' | 'value' | 'rule' | 'import';

/** A place in a flow's text that holds a name. */
export interface Mention {
  /** `prefix` stands before the colon of `[[orders:status]]`: an endpoint, a node or a variable, which other files tell. */
  readonly kind: NameKind | 'prefix';
  /** As it is meant, escapes undone: a node's id, an environment value without its braces, the path of an import. */
  readonly name: string;
  /** A definition is what a person is led to: a key, `name`, or where a variable is declared or set. */
  readonly role: 'definition' | 'reference';
  /** The name alone, without quotes, braces and brackets. */
  readonly span: Span;
  /** The string that the name stands in; the same string can hold several names. */
  readonly string: JsonString;
  /** Of a step in another flow, `{ "flow": …, "step": … }`: that flow's name. */
  readonly flow?: string;
  /** Of a prefix: what stands behind its colon. */
  readonly path?: string;
}

/** The inside of a string: a name without its quotes. One that is being typed has no second quote yet. */
export function insideOf({ offset, length, value }: JsonString): Span {
  return { offset: offset + 1, length: Math.max(length - 2, value.length) };
}
