/** A value of a parsed document: whatever JSON can say. */
export type Value = unknown;

/** Deeper references are a circle, or nobody's. */
const longestChain = 20;

/** Looks at values of one document, through references within it. No other file is read, and nothing is fetched. */
export interface DocumentValues {
  /** A member of an object by its own key, with references followed. Undefined for anything else. */
  readonly get: (object: Value, ...path: readonly string[]) => Value;
  /** The members of an object, references followed; empty for anything else. */
  readonly entries: (object: Value) => readonly (readonly [key: string, value: Value])[];
  /** The items of a list, references followed; empty for anything else. */
  readonly items: (list: Value) => readonly Value[];
  /** What a value refers to, or the value itself; undefined for a reference that leads out of the document. */
  readonly follow: (value: Value) => Value;
}

export function createDocumentValues(root: Value): DocumentValues {
  const follow = (value: Value): Value => {
    let at = value;
    for (let step = 0; step < longestChain; step++) {
      const reference = own(at, '$ref');
      if (typeof reference !== 'string') return at;
      at = reference.startsWith('#') ? findByPointer(root, reference.slice(1)) : undefined;
    }
    return undefined;
  };
  const get = (object: Value, ...path: readonly string[]): Value =>
    path.reduce((at: Value, key) => follow(own(at, key)), follow(object));
  return {
    get,
    follow,
    entries(object) {
      const at = follow(object);
      return isObject(at) ? Object.keys(at).map((key) => [key, follow(at[key])] as const) : [];
    },
    items(list) {
      const at = follow(list);
      return Array.isArray(at) ? at.map(follow) : [];
    },
  };
}

/** A JSON Pointer in a fragment (RFC 6901 §6). */
function findByPointer(root: Value, fragment: string): Value {
  if (fragment === '') return root;
  let at = root;
  for (const token of decode(fragment).split('/').slice(1))
    at = own(at, token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return at;
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Nothing that an object inherits is a member of it. */
function own(value: Value, key: string): Value {
  if (Array.isArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function isObject(value: Value): value is Readonly<Record<string, Value>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asText(value: Value): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function asScalar(value: Value): string | number | boolean | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}
