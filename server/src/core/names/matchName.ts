/**
 * How close a name comes to what somebody types to find it, letters in either case: 0 for the name itself, 1 for its beginning, 2
 * for the beginning of one of its words, 3 for any part of it, 4 for letters of it in the same order. Undefined for anything else.
 *
 * @param query in lower case; the empty one is the beginning of every name
 */
export function matchName(name: string, query: string): number | undefined {
  const letters = name.toLowerCase();
  if (letters === query) return 0;
  if (letters.startsWith(query)) return 1;
  if (beginsWord(letters, query)) return 2;
  if (letters.includes(query)) return 3;
  return hasInOrder(letters, query) ? 4 : undefined;
}

function beginsWord(letters: string, query: string): boolean {
  for (let at = letters.indexOf(query); at !== -1; at = letters.indexOf(query, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(letters[at - 1] ?? '')) return true;
  }
  return false;
}

/** Whether all letters of a query stand in a text, in their order: what editors look for. */
export function hasInOrder(letters: string, query: string): boolean {
  let at = 0;
  for (const wanted of query) {
    const found = letters.indexOf(wanted, at);
    if (found === -1) return false;
    at = found + wanted.length;
  }
  return true;
}
