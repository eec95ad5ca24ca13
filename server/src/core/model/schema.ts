import flowSchema from '../../../../schemas/flow.schema.json';

/** The part of JSON Schema (draft 7) that the format's schema is written in. `true` allows anything, `false` nothing. */
export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  /** What a `pattern` beside it asks for, for people. */
  readonly $comment?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema | boolean>>;
  /** Of keys that begin with `x-`, and no others: they are free for other tools. */
  readonly patternProperties?: Readonly<Record<string, true>>;
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly if?: Schema;
  readonly then?: Schema;
  readonly not?: Schema;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** `schemas/flow.schema.json`: the contract of the format, and the only place where a property is described. */
export const schema: Schema = flowSchema as Schema;

/** The definition behind a reference, or the schema itself. */
export function resolve(at: Schema): Schema {
  const name = at.$ref?.replace('#/definitions/', '');
  return name === undefined ? at : definition(name);
}

export function definition(name: string): Schema {
  const found = schema.definitions?.[name];
  if (found === undefined) throw new Error(`The schema has no definition ${name}`);
  return found;
}
