/** What JSONPath looks into: a JSON value, read from JSON or, by `parseXml`, from XML. */
export type Tree = ScalarValue | Tree[] | { [name: string]: Tree };

export type ScalarValue = string | number | boolean | null;

/** True for an object of a tree: neither null nor a list. */
export function isObject(tree: Tree): tree is { [name: string]: Tree } {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree);
}
