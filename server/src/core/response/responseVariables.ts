import { findOne } from '#core/response/findOne';
import { isObject, type ScalarValue, type Tree } from '#core/response/tree';

/** How many variables an answer gives at the most. */
export const maxVariables = 10_000;

/** Longer names, in UTF-16 code units, are left out: they multiply with the depth of the answer. */
const maxNameLength = 1000;

export interface ResponseVariables {
  /** `orders:items.1.sku` → value, in document order. */
  readonly variables: ReadonlyMap<string, ScalarValue>;
  /** False where some were left out: there were too many, or their names were too long. */
  readonly isWhole: boolean;
  /** One sentence where there are none, or not all of them. */
  readonly reason: string | undefined;
}

/**
 * Flattens an answer into response variables: the content of the base element, or of the whole answer where there is
 * none. A name is the prefix, a colon, and the member names and list positions (from 1) on the way, joined by dots.
 *
 * @param prefix the name of the endpoint, or the id of the node
 */
export function responseVariables(tree: Tree, baseElement: string | undefined, prefix: string): ResponseVariables {
  if (baseElement === undefined) return flatten(tree, prefix, undefined);
  const found = findOne(tree, baseElement);
  if ('reason' in found) return { variables: new Map(), isWhole: true, reason: `no variables, as ${found.reason}` };
  return flatten(found.content, prefix, found.location.at(-1));
}

/** A single value has no path of its own, so the name of its element stands for it. */
function flatten(content: Tree, prefix: string, ownName: string | number | undefined): ResponseVariables {
  if (isContainer(content)) return flattenContainer(content, `${prefix}:`);
  if (typeof ownName === 'string')
    return { variables: new Map([[`${prefix}:${ownName}`, content]]), isWhole: true, reason: undefined };
  return {
    variables: new Map(),
    isWhole: true,
    reason: 'no variables, as the answer is a single value without a name',
  };
}

/** A list or an object that is being read, and what the names within it begin with. */
interface Level {
  readonly path: string;
  readonly entries: Iterator<[string | number, Tree]>;
}

/** Without recursion, so that no depth overflows the stack. */
function flattenContainer(content: Container, prefix: string): ResponseVariables {
  const variables = new Map<string, ScalarValue>();
  const levels: Level[] = [{ path: prefix, entries: entriesOf(content) }];
  let reason: string | undefined;
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const { value: entry, done } = level.entries.next();
    if (done === true) {
      levels.pop();
      continue;
    }
    const [key, value] = entry;
    const name = `${level.path}${typeof key === 'number' ? key + 1 : key}`;
    if (name.length > maxNameLength) reason = `variables with names over ${maxNameLength} characters are left out`;
    else if (isContainer(value)) levels.push({ path: `${name}.`, entries: entriesOf(value) });
    else if (variables.size === maxVariables)
      return { variables, isWhole: false, reason: `only ${maxVariables} variables are kept` };
    else variables.set(name, value);
  }
  return { variables, isWhole: reason === undefined, reason };
}

type Container = Exclude<Tree, ScalarValue>;

function isContainer(tree: Tree): tree is Container {
  return Array.isArray(tree) || isObject(tree);
}

function entriesOf(container: Container): Iterator<[string | number, Tree]> {
  return Array.isArray(container) ? container.entries() : Object.entries(container).values();
}
