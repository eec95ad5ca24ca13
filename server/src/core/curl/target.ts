/** A target URI in the two parts that a flow has: the endpoint's URL, and the query of the node. */
export interface SplitTarget {
  /** Absolute. With its query where that says something which a list of names and values can't. */
  readonly url: string;
  /** Decoded. */
  readonly query: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Reads a URL as curl does: without a scheme it is `http:`, and a fragment is not sent.
 *
 * @param queries more for its query, encoded
 * @returns undefined where it is of another scheme
 */
export function readTarget(
  written: string,
  queries: readonly string[],
): (SplitTarget & { readonly userInfo: string | undefined }) | undefined {
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(written)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return undefined;
  const isTemplate = /^\{\{[A-Za-z_][\w.-]*\}\}/.test(written);
  const absolute = scheme === undefined && !isTemplate ? `http://${written}` : written;
  const [whole = ''] = absolute.split('#', 1);
  const [, before = '', info, behind = ''] = /^(https?:\/\/)(?:([^/?#]*)@)?([\s\S]*)$/i.exec(whole) ?? [];
  const url = before === '' ? whole : before + behind;
  const mark = url.indexOf('?');
  const base = mark === -1 ? url : url.slice(0, mark);
  const query = [...(mark === -1 ? [] : [url.slice(mark + 1)]), ...queries].filter((part) => part !== '').join('&');
  return { ...split(base, query), userInfo: info === undefined ? undefined : decode(info) };
}

/** A name without `=`, or what is no percent-encoded text, would be sent as another: then the query stays where it is. */
function split(base: string, query: string): SplitTarget {
  if (query === '') return { url: base, query: [] };
  const parts = query.split('&').map((part) => {
    const at = part.indexOf('=');
    return at === -1 ? undefined : { name: decode(part.slice(0, at)), value: decode(part.slice(at + 1)) };
  });
  const read = parts.flatMap((part) =>
    part?.name === undefined || part.value === undefined ? [] : [{ name: part.name, value: part.value }],
  );
  return read.length === parts.length ? { url: base, query: read } : { url: `${base}?${query}`, query: [] };
}

/** In a query, `+` is a blank to whoever reads it as a form. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
