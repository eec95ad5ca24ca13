import { escapeControls } from '#core/model/quote';

/**
 * A text as one line of a log. Besides what breaks lines and terminals, what CI systems take for commands is escaped: `::` at
 * the start of a line, `##[…]`, `##vso[…]` and `##teamcity[…]` anywhere in it.
 */
export function toLogLine(text: string): string {
  return escapeControls(text)
    .replace(/^(\s*):(?=:)/, '$1\\u003a')
    .replaceAll(/#(?=#\w*\[)/g, '\\u0023');
}
