import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { evaluateContent } from '#core/response/evaluateContent';
import { parseXml } from '#core/response/parseXml';

const page = readFileSync('docs/xml.md', 'utf8');
const [, example = ''] = /```xml\n(.*?)```/s.exec(page) ?? [];

/** The rows of the table under a header row, each as the code that stands in its cells. */
function rowsUnder(header: string): readonly (readonly string[])[] {
  const [, table = ''] = page.split(`\n${header}\n`);
  const rows = (table.split('\n\n')[0] ?? '').trim().split('\n').slice(1);
  const codes = rows.map((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code));
  assert.ok(codes.length > 3, header);
  return codes;
}

function evaluateExample(elementValidation: string | undefined, baseElement?: string) {
  const contentType = 'application/xml';
  const bytes = new TextEncoder().encode(example);
  return evaluateContent({ bytes, contentType, elementValidation, baseElement, prefix: 'parcels' });
}

test('the mapping of XML is what its page says, row by row', () => {
  for (const codes of rowsUnder('| in the document | in the tree | XML | tree |')) {
    const [xml = '', tree = ''] = codes.slice(-2);
    assert.deepEqual(JSON.parse(JSON.stringify(parseXml(xml))), { tree: JSON.parse(tree) }, xml);
  }
});

test('the JSONPaths of the example find what the page says', () => {
  for (const [path = '', value] of rowsUnder('| JSONPath | finds |')) {
    const found = evaluateExample(path);
    assert.equal(found.value, value, found.reason);
  }
});

test('the example gives the variables that the page lists, and no others', () => {
  const [, base = ''] = /the base element `([^`]+)`/.exec(page) ?? [];
  const { variables } = evaluateExample(undefined, base);
  assert.deepEqual(variables, rowsUnder('| variable | value |'));
});
