import { JSONPathEnvironment, JSONPathRecursionLimitError } from 'json-p3';
import { findJsonPathError, toParsable } from '#core/model/jsonPath';
import type { Tree } from '#core/response/tree';

/** How many levels `..` descends before it is given up. */
const maxDepth = 500;

/** The one node that a JSONPath found, with the member names and positions (from 0) that lead to it, or a reason. */
export type Found =
  | { readonly content: Tree; readonly location: readonly (string | number)[] }
  | { readonly reason: string };

/** Finds the one node that a JSONPath (RFC 9535) names. Nothing, several nodes and faults of the path are reasons. */
export function findOne(tree: Tree, jsonPath: string): Found {
  const fault = findJsonPathError(jsonPath);
  if (fault !== undefined) return { reason: `"${jsonPath}" is no valid JSONPath (${fault})` };
  try {
    // Lazily: the second node settles it, and the eager query of json-p3 overflows the stack on long lists.
    const nodes = new JSONPathEnvironment({ maxRecursionDepth: maxDepth }).lazyQuery(toParsable(jsonPath), tree);
    const first = nodes.next();
    if (first.done === true) return { reason: `"${jsonPath}" finds nothing in the answer` };
    if (nodes.next().done !== true) return { reason: `"${jsonPath}" finds more than one value in the answer` };
    return { content: first.value.value as Tree, location: first.value.location };
  } catch (error) {
    if (error instanceof JSONPathRecursionLimitError || error instanceof RangeError) {
      return { reason: `the answer is nested too deeply for "${jsonPath}"` };
    }
    return { reason: `"${jsonPath}" is no valid JSONPath (${error instanceof Error ? error.message : error})` };
  }
}
