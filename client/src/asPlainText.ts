/** A text of a file for a notification, in which VS Code makes links of `[words](address)`, and of commands too. */
export function asPlainText(text: string): string {
  return text.replaceAll('](', '] (');
}
