/** Whether a text begins like a curl command, for any shell: what is copied from a page may have a prompt in front. */
export function isCurlCommand(text: string): boolean {
  return /^\s*(?:[$>#%]\s+)?curl(?:\.exe)?\s/i.test(text);
}
