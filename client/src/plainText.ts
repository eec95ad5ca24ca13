/*
 * Node ids, file names and answers are words of anybody, and VS Code reads marks in what it is given to show. Whatever comes from a file
 * or the network goes through one of these.
 */

/** A text for a notification, in which VS Code makes links of `[words](address)`, and of commands too. */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

/** A text for a label of a quick pick or the status bar, in which VS Code draws `$(name)` as an icon wherever it stands. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
