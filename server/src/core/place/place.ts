import type { Span } from '#core/syntax/span';

/** What a cursor stands at in a flow's text, half typed or whole: where something can be put in, and what it needs around it. */
export interface Place {
  /** Whether a key is wanted or a value. */
  readonly role: 'key' | 'value';
  /** Keys and list positions from the root: to the object that gets the key, or to the value. Empty for the whole text's value. */
  readonly path: Path;
  /** Where the object or the list around it opens; undefined for the whole text's value. */
  readonly container: number | undefined;
  readonly token: Token;
  readonly lacks: Lacking;
  /** The placeholder that is being typed in a string. */
  readonly placeholder: PartialPlaceholder | undefined;
}

/** Keys, and positions in lists. */
export type Path = readonly (string | number)[];

/** What is typed there already, and what takes its place. */
export interface Token {
  /** From its opening quote to its closing one; a bare word; empty, at the cursor, where there is nothing. */
  readonly span: Span;
  /** `open`: the closing quote is missing. */
  readonly quote: 'closed' | 'open' | 'none';
  /** What stands before the cursor, without the quote, escapes undone. */
  readonly typed: string;
}

/** What has to come with it, so that the text around it is JSON. */
export interface Lacking {
  /** Where the value before ends that no comma follows. */
  readonly commaBefore: number | undefined;
  /** The key has no colon yet, and this is its value. */
  readonly colonBefore: boolean;
  /** This is a key, and neither a colon nor a value follows. */
  readonly valueAfter: boolean;
  /** Another entry follows, and no comma stands between. */
  readonly commaAfter: boolean;
}

/** A placeholder up to where it ends or would: `[[ord`, `{{`. */
export interface PartialPlaceholder {
  readonly kind: 'session' | 'environment';
  /** The name before the cursor, escapes undone: `orders:st`. */
  readonly typed: string;
  /** From behind the opening brackets to behind the closing ones, as far as those are there. */
  readonly span: Span;
}

/** A part of the flow that has a name. */
export interface Owner {
  readonly kind: 'endpoint' | 'node';
  /** The endpoint's name, or the node's id. */
  readonly name: string;
}

/** The endpoint or the node that a place lies in; undefined where it belongs to the flow itself. */
export function ownerOf({ path }: Pick<Place, 'path'>): Owner | undefined {
  const [list, name] = path;
  if (typeof name !== 'string' || (list !== 'endpoints' && list !== 'nodes')) return undefined;
  return { kind: list === 'endpoints' ? 'endpoint' : 'node', name };
}

/** Whether a path has this form: `nodes.*.results.*`, in which a star is any one key or list position, and two at its end are any number. */
export function hasForm(path: Path, form: string): boolean {
  if (form === '') return path.length === 0;
  const parts = form.split('.');
  const isOpen = parts.at(-1) === '**';
  const fixed = isOpen ? parts.slice(0, -1) : parts;
  if (isOpen ? path.length < fixed.length : path.length !== fixed.length) return false;
  return fixed.every((part, index) => part === '*' || part === String(path[index]));
}
