import { resolve, type Schema } from '#core/model/schema';

/** A schema laid out for walking trees along it: references followed, keys in maps, patterns compiled. Made once for each schema. */
export interface Shape {
  readonly schema: Schema;
  /** The types of JSON Schema that a value may have; undefined for any. `number` allows integers. */
  readonly types: ReadonlySet<string> | undefined;
  /** Whether it asks for more of a value than its type. */
  readonly limitsValues: boolean;
  readonly pattern: RegExp | undefined;
  readonly properties: ReadonlyMap<string, Shape | boolean>;
  /** Whether keys that begin with `x-` may have any value. */
  readonly leavesKeysFree: boolean;
  readonly additional: Shape | boolean | undefined;
  readonly propertyNames: Shape | undefined;
  readonly required: readonly string[];
  readonly dependencies: readonly (readonly [trigger: string, keys: readonly string[]])[];
  readonly items: Shape | undefined;
  /** What holds as well. */
  readonly parts: readonly Shape[];
  /** What holds as well where a key has a certain text as its value: `type` → `menu` → the shape of menus. */
  readonly choices: readonly Choice[];
  readonly conditions: readonly Condition[];
}

/** What holds as well by the value of a key. */
export interface Choice {
  readonly key: string;
  readonly shapes: ReadonlyMap<unknown, Shape>;
}

/** A shape that holds as well where another one does. */
export interface Condition {
  readonly when: Shape;
  readonly shape: Shape;
}

const bySchema = new WeakMap<Schema, Shape>();

/** Total for the part of JSON Schema that `Schema` describes. Shapes of schemas that name themselves do so too. */
export function toShape(schema: Schema): Shape {
  const made = bySchema.get(schema);
  if (made !== undefined) return made;
  const shape = {} as Shape;
  // Known before its parts are made, since one of them may be the schema itself.
  bySchema.set(schema, shape);
  return Object.assign(shape, layOut(resolve(schema)));
}

function layOut(schema: Schema): Shape {
  const { type, pattern, items, propertyNames, dependencies = {}, required = [], allOf = [] } = schema;
  const conditional = allOf.filter((part) => part.if !== undefined);
  return {
    schema,
    types: type === undefined ? undefined : new Set(typeof type === 'string' ? [type] : type),
    limitsValues: limits.some((keyword) => schema[keyword] !== undefined),
    pattern: pattern === undefined ? undefined : new RegExp(pattern, 'u'),
    properties: new Map(Object.entries(schema.properties ?? {}).map(([key, value]) => [key, toShapeOr(value)])),
    leavesKeysFree: schema.patternProperties !== undefined,
    additional: schema.additionalProperties === undefined ? undefined : toShapeOr(schema.additionalProperties),
    propertyNames: propertyNames && toShape(propertyNames),
    required,
    dependencies: Object.entries(dependencies),
    items: items && toShape(items),
    parts: allOf.filter((part) => part.if === undefined).map(toShape),
    choices: toChoices(conditional),
    conditions: conditional.flatMap((part) => (choiceOf(part) === undefined ? toConditions(part) : [])),
  };
}

const limits = ['enum', 'const', 'minimum', 'maximum', 'minLength', 'pattern', 'not'] as const;

function toShapeOr(value: Schema | boolean): Shape | boolean {
  return typeof value === 'boolean' ? value : toShape(value);
}

function toConditions(part: Schema): readonly Condition[] {
  return part.if === undefined || part.then === undefined
    ? []
    : [{ when: toShape(part.if), shape: toShape(part.then) }];
}

/** Of a condition that looks at the value of one key alone: the key and the value. */
function choiceOf({ if: condition }: Schema): readonly [key: string, value: unknown] | undefined {
  const [key = '', ...others] = condition?.required ?? [];
  const wanted = condition?.properties?.[key];
  const isOne = others.length === 0 && Object.keys(condition?.properties ?? {}).length === 1;
  if (!isOne || typeof wanted !== 'object' || wanted.const === undefined) return undefined;
  return Object.keys(condition ?? {}).length === 2 && Object.keys(wanted).length === 1
    ? [key, wanted.const]
    : undefined;
}

/** Of two shapes for the same value the schema would ask for both, and has none. */
function toChoices(parts: readonly Schema[]): readonly Choice[] {
  const choices = new Map<string, Map<unknown, Shape>>();
  for (const part of parts) {
    const choice = choiceOf(part);
    if (choice === undefined || part.then === undefined) continue;
    const [key, value] = choice;
    const shapes = choices.get(key) ?? new Map<unknown, Shape>();
    choices.set(key, shapes);
    if (shapes.has(value)) throw new Error(`The schema has two shapes for the ${key} ${value}`);
    shapes.set(value, toShape(part.then));
  }
  return [...choices].map(([key, shapes]) => ({ key, shapes }));
}
