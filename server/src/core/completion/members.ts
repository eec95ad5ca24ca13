import { definition, type Schema, schema } from '#core/model/schema';
import { isKnownNodeType } from '#core/model/vocabulary';
import { hasForm, type Path } from '#core/place/place';

/** What any part may have, and is written last. */
const common = ['description', 'entry', 'suppressions', '$schema'];

/**
 * The members of an object by their place among the others: what it must have first, then what it can have, both as the schema has them,
 * then what any part may have. Undefined where the format leaves the keys to the author.
 *
 * @param nodeType of the node that the object lies in
 */
export function memberOrder(path: Path, nodeType: string | undefined): readonly string[] | undefined {
  const shape = shapeOf(path, nodeType);
  if (shape === undefined) return undefined;
  const known = Object.keys(shape.properties ?? {});
  return [...new Set([...(shape.required ?? []), ...known.filter((key) => !common.includes(key)), ...common])];
}

function shapeOf(path: Path, nodeType: string | undefined): Schema | undefined {
  if (path.length === 0) return schema;
  if (hasForm(path, 'endpoints.*')) return definition('endpoint');
  if (!hasForm(path, 'nodes.*')) return undefined;
  return definition(nodeType !== undefined && isKnownNodeType(nodeType) ? nodeType : 'node');
}
