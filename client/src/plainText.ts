/*
 * Node ids, file names and answers are words of anybody, and VS Code reads marks in what it is given to show. Whatever comes from a file
 * or the network goes through this, or through `withoutIcons` of core.
 */

/** A text for a notification, in which VS Code makes links of `[words](address)`, and of commands too. */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}
