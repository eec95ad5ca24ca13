import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';

const mostLines = 250;
const mostLinesOfAFunction = 60;

const folders = ['server/src', 'client/src', 'scripts', 'examples', 'test'];
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.m?ts$|\.mjs$/.test(path) && !path.includes('node_modules'))
    .map((path) => join(folder, path)),
);

test(`no file has more than ${mostLines} lines`, () => {
  const long = files.filter((file) => readFileSync(file, 'utf8').split('\n').length > mostLines + 1);
  assert.deepEqual(long, []);
});

suite('functions are short', () => {
  test(`none has more than ${mostLinesOfAFunction} lines`, () => {
    const long = files
      .flatMap((file) => functionsIn(readFileSync(file, 'utf8')).map((found) => ({ file, ...found })))
      .filter(({ lines }) => lines > mostLinesOfAFunction)
      .map(({ file, line, lines }) => `${file}:${line} has ${lines} lines`);
    assert.deepEqual(long, []);
  });
  test('they are found by what their first line looks like', () => {
    const text = `export async function* a(
  b: string,
): Iterable<string> {
  const c = (): void => {
    if (b) {
    }
  };
}
const d = {
  e() {
  },
  f: function () {
  },
};
suite('a', () => {
});
`;
    assert.deepEqual(functionsIn(text), [
      { line: 3, lines: 6 },
      { line: 4, lines: 4 },
      { line: 10, lines: 2 },
      { line: 12, lines: 2 },
    ]);
  });
});

/** The formatter puts the closing brace of a function under the line that opens it. Groups of tests are no functions. */
function functionsIn(text: string): readonly { readonly line: number; readonly lines: number }[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    if (!/(?:\)(?:: [^{]+)?|=>) \{$/.test(line) || isNoFunction.test(line)) return [];
    const indent = /^ */.exec(line)?.[0] ?? '';
    const end = lines.findIndex((other, at) => at > index && other.startsWith(`${indent}}`));
    return [{ line: index + 1, lines: end - index + 1 }];
  });
}

const isNoFunction = /^\s*(?:\} else )?(?:if|for|while|switch|suite|describe) ?\(|^\s*\} (?:while|catch)/;
