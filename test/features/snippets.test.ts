import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { snippetText } from '../../server/src/features/snippets';

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
