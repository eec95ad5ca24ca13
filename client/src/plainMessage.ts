/**
 * A sentence for a message of VS Code, which makes links of `[…](…)`, to commands too: words of files and of the network must not become one.
 */
export function toPlainMessage(sentence: string): string {
  return sentence.replaceAll('](', '] (');
}
