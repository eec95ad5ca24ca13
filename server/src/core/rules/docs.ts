export const projectUrl = 'https://github.com/flow-lens/flow-lens';

/** Where a rule is explained: its page among the project's documentation. */
export function docsUrl(code: string): string {
  return `${projectUrl}/blob/main/docs/rules/${code}.md`;
}
