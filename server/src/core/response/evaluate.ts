import { findOne } from '#core/response/findOne';
import { isObject, type Tree } from '#core/response/tree';

/**
 * Evaluates the JSONPath of an element validation. Its value is the one string, number or boolean that the path finds,
 * written as a result key: a string as it is, a number as ECMAScript prints it. All else is a reason in one sentence.
 */
export function evaluate(tree: Tree, jsonPath: string): { readonly value: string } | { readonly reason: string } {
  const found = findOne(tree, jsonPath);
  if ('reason' in found) return found;
  const { content } = found;
  if (content === null) return { reason: `"${jsonPath}" finds null in the answer` };
  if (Array.isArray(content)) return { reason: `"${jsonPath}" finds a list in the answer, not a single value` };
  if (isObject(content)) return { reason: `"${jsonPath}" finds an object in the answer, not a single value` };
  return { value: String(content) };
}
