import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { InsertTextFormat } from 'vscode-languageserver-protocol';
import { plainCompletions, snippetText } from '../../server/src/features/plainCompletions';

suite('a snippet as plain text', () => {
  const cases: readonly (readonly [snippet: string, text: string])[] = [
    ['', ''],
    ['"end"', '"end"'],
    ['"endpoint": "$1"', '"endpoint": ""'],
    [`"\${1:orders}": {\n\t$0\n}`, '"orders": {\n\t\n}'],
    [`\${1:\${2:GET} it}`, 'GET it'],
    [`\${1|GET,POST|}, \${2|one\\,two,three|}`, 'GET, one,two'],
    [`\${TM_FILENAME/(.*)\\..+/\${1:/upcase}/g} a`, ' a'],
    [`\${name:default}$name\${1}`, 'default'],
    ['\\$1 \\${a\\} \\\\', '$1 ${a} \\'],
    ['$', '$'],
    ['{{ordersApi}} costs $ 5', '{{ordersApi}} costs $ 5'],
    [`\${1:open`, 'open'],
    [`\${1|open`, 'open'],
    [`\${1`, `\${1`],
  ];
  for (const [snippet, text] of cases) test(JSON.stringify(snippet), () => assert.equal(snippetText(snippet), text));
});

test('completions are put into plain text wherever they hold a snippet', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const snippet = { label: 'a', insertTextFormat: InsertTextFormat.Snippet };
  const plain = { label: 'a', insertTextFormat: InsertTextFormat.PlainText };
  const untouched = { label: 'b', insertText: '$1' };
  assert.deepEqual(
    plainCompletions([
      { ...snippet, insertText: 'x$1' },
      { ...snippet, textEdit: { range, newText: 'y$1' } },
      { ...snippet, textEdit: { insert: range, replace: range, newText: 'z$1' } },
      untouched,
    ]),
    [
      { ...plain, insertText: 'x' },
      { ...plain, textEdit: { range, newText: 'y' } },
      { ...plain, textEdit: { insert: range, replace: range, newText: 'z' } },
      untouched,
    ],
  );
  const itemDefaults = { insertTextFormat: InsertTextFormat.Snippet, commitCharacters: [','] };
  assert.deepEqual(
    plainCompletions({ isIncomplete: false, itemDefaults, items: [{ label: 'a', textEditText: '${1:x}' }] }),
    { isIncomplete: false, itemDefaults: { commitCharacters: [','] }, items: [{ ...plain, textEditText: 'x' }] },
  );
});
