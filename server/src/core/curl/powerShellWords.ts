import type { ShellWords } from '#core/curl/shellWords';

/** Words, quotes of both kinds with what escapes within them, continued lines, and what ends a command. */
const token =
  /`\r?\n|(\s*[;|\r\n][\s\S]*)|([ \t]+)|'((?:[^']|'')*)'|"((?:`[\s\S]|""|[^"`])*)"|(?:`([\s\S])|([^\s'"`;|]))/g;

/**
 * A command as PowerShell reads it (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules): the
 * backtick escapes, and continues a line at its end. Its variables become the environment values of their names.
 */
export function readPowerShellWords(text: string): ShellWords {
  const words: string[] = [];
  let word: string | undefined;
  let rest = '';
  for (const [, behind, space, single, double, escaped, plain] of text.trim().matchAll(token)) {
    if (behind !== undefined) {
      rest = behind;
      break;
    }
    if (space !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    const part = single?.replaceAll("''", "'") ?? (double === undefined ? (escaped ?? plain) : unquote(double));
    if (part !== undefined) word = (word ?? '') + part;
  }
  if (word !== undefined) words.push(word);
  const notes = rest.replaceAll(/[;\s]/g, '') === '' ? [] : ['Only the first command was read'];
  return { words, notes, fault: undefined };
}

/** Whether a text is written for PowerShell: a backtick continues a line. */
export function isForPowerShell(text: string): boolean {
  return /`\r?\n/.test(text);
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0' };

function unquote(text: string): string {
  return text.replaceAll(/`([\s\S])|""|\$(?:env:)?(?:(\w+)|\{(\w+)\})/gi, (found, escaped, name, braced) => {
    if (escaped !== undefined) return escapes[escaped] ?? escaped;
    return found === '""' ? '"' : `{{${name ?? braced}}}`;
  });
}
