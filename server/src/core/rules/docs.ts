/** Where a rule is explained: its page among the project's documentation. */
export function docsUrl(code: string): string {
  return `https://github.com/flow-lens/flow-lens/blob/main/docs/rules/${code}.md`;
}
