import { type CompletionItem, type CompletionList, InsertTextFormat } from 'vscode-languageserver-protocol';

/** The same completions for an editor that expands no snippets: it would insert their placeholders as they stand. */
export function plainCompletions(answer: CompletionList | CompletionItem[]): CompletionList | CompletionItem[] {
  if (Array.isArray(answer)) return answer.map(toPlain);
  const { itemDefaults, ...list } = answer;
  const { insertTextFormat, ...defaults } = itemDefaults ?? {};
  const items = answer.items.map((item) =>
    toPlain(insertTextFormat === undefined ? item : { insertTextFormat, ...item }),
  );
  return { ...list, ...(itemDefaults === undefined ? {} : { itemDefaults: defaults }), items };
}

function toPlain(item: CompletionItem): CompletionItem {
  const { insertTextFormat, insertText, textEdit, textEditText } = item;
  if (insertTextFormat !== InsertTextFormat.Snippet) return item;
  return {
    ...item,
    insertTextFormat: InsertTextFormat.PlainText,
    ...(insertText === undefined ? {} : { insertText: snippetText(insertText) }),
    ...(textEditText === undefined ? {} : { textEditText: snippetText(textEditText) }),
    ...(textEdit === undefined ? {} : { textEdit: { ...textEdit, newText: snippetText(textEdit.newText) } }),
  };
}

/**
 * What a snippet inserts where nobody types into its places: of a place its default, of a choice the first, of a variable nothing but its
 * default. The grammar is that of the protocol's appendix (Language Server Protocol 3.17, Snippet Syntax).
 */
export function snippetText(snippet: string): string {
  return readSnippet(snippet, 0, '').text;
}

interface Read {
  readonly text: string;
  /** The offset behind what was read. */
  readonly end: number;
}

/** Reads up to one of the characters that end this part, which is not read, or to the end. */
function readSnippet(snippet: string, start: number, ends: string): Read {
  let text = '';
  let at = start;
  while (at < snippet.length && !ends.includes(snippet.charAt(at))) {
    const part = readEscape(snippet, at) ?? readPlace(snippet, at) ?? { text: snippet.charAt(at), end: at + 1 };
    text += part.text;
    at = part.end;
  }
  return { text, end: at };
}

function readEscape(snippet: string, at: number): Read | undefined {
  const escaped = /^\\([\\$},|])/.exec(snippet.slice(at, at + 2))?.[1];
  return escaped === undefined ? undefined : { text: escaped, end: at + 2 };
}

const name = /\$(?:\{)?(?:\d+|[A-Za-z_]\w*)/y;

/** `$1`, `${1}`, `${1:default}`, `${1|one,two|}`, `${name:default}`, `${name/regex/format/options}`. */
function readPlace(snippet: string, start: number): Read | undefined {
  name.lastIndex = start;
  const [opening] = name.exec(snippet) ?? [];
  if (opening === undefined) return undefined;
  const at = start + opening.length;
  if (!opening.startsWith('${')) return { text: '', end: at };
  switch (snippet.charAt(at)) {
    case '}':
      return { text: '', end: at + 1 };
    case ':': {
      const { text, end } = readSnippet(snippet, at + 1, '}');
      return { text, end: end + 1 };
    }
    case '|': {
      const { text, end } = readSnippet(snippet, at + 1, ',|');
      return { text, end: endOfPlace(snippet, end) };
    }
    case '/':
      return { text: '', end: endOfPlace(snippet, at) };
    default:
      return undefined;
  }
}

/** Behind the brace that closes a place; braces within are escaped. */
function endOfPlace(snippet: string, start: number): number {
  return readSnippet(snippet, start, '}').end + 1;
}
