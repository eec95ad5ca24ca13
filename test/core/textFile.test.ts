import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { decodeTextFile, readTextFile, readTextFileSync } from '../../server/src/workspace/textFile';
import { withFolder } from '../support/project';

function bytes(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Buffer.concat(parts.map((part) => Buffer.from(part as string)));
}

const mark = [0xef, 0xbb, 0xbf];

suite('bytes as text', () => {
  const cases: readonly (readonly [name: string, bytes: Uint8Array, text: string, error: number | undefined])[] = [
    ['nothing', bytes(), '', undefined],
    ['ASCII', bytes('{}\r\n'), '{}\r\n', undefined],
    ['characters of one to four bytes', bytes('aé你👋'), 'aé你👋', undefined],
    ['a replacement character that is meant', bytes('a\uFFFDb'), 'a\uFFFDb', undefined],
    ['Latin-1', bytes('{"a":"', [0xe9], '"}'), '{"a":"\uFFFD"}', 6],
    ['a character cut at the end', bytes('aé', [0xf0, 0x9f, 0x91]), 'aé\uFFFD', 2],
    ['a wrong byte behind a replacement character that is meant', bytes('\uFFFDa', [0xff]), '\uFFFDa\uFFFD', 2],
    ['a wrong byte behind a pair of surrogates', bytes('👋', [0x80], 'a'), '👋\uFFFDa', 2],
    ['an overlong slash', bytes('a', [0xc0, 0xaf]), 'a\uFFFD\uFFFD', 1],
    ['half a surrogate pair', bytes('ab', [0xed, 0xa0, 0x80]), 'ab\uFFFD\uFFFD\uFFFD', 2],
    ['nothing but a wrong byte', bytes([0xff]), '\uFFFD', 0],
    ['UTF-16', bytes([0xff, 0xfe], '{\0'), '\uFFFD\uFFFD{\0', 0],
  ];
  for (const [name, content, text, encodingError] of cases) {
    test(name, () => {
      assert.deepEqual(decodeTextFile(content), { text, byteOrderMark: false, encodingError });
    });
    test(`${name}, behind a byte order mark`, () => {
      assert.deepEqual(decodeTextFile(bytes(mark, [...content])), { text, byteOrderMark: true, encodingError });
    });
  }

  test('of two byte order marks none is taken off, so that the second is seen', () => {
    const decoded = decodeTextFile(bytes(mark, mark, 'a', [0xff]));
    assert.deepEqual(decoded, { text: '\uFEFF\uFEFFa\uFFFD', byteOrderMark: false, encodingError: 3 });
  });

  test('of a long file, the first wrong byte is found', () => {
    const before = 'é你👋'.repeat(10_000);
    const { encodingError } = decodeTextFile(bytes(before, [0xff], before, [0xff]));
    assert.equal(encodingError, before.length);
  });
});

test('a file is read alike at once and later, and one that is not there is told', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'a.flow.json');
    writeFileSync(path, bytes(mark, 'a', [0xff]));
    const expected = { text: 'a\uFFFD', byteOrderMark: true, encodingError: 1 };
    assert.deepEqual(readTextFileSync(path), expected);
    assert.deepEqual(await readTextFile(path), expected);
    assert.throws(() => readTextFileSync(join(folder, 'b')), { code: 'ENOENT' });
    await assert.rejects(readTextFile(join(folder, 'b')), { code: 'ENOENT' });
  }));

async function refuses(path: string, code: string): Promise<void> {
  await assert.rejects(readTextFile(path), { code });
  assert.throws(() => readTextFileSync(path), { code });
}

suite('what is no file of text is refused and not waited for', () => {
  test('a pipe, by its name and through a link', () =>
    withFolder(async (folder) => {
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      symlinkSync(join(folder, 'pipe'), join(folder, 'link'));
      await refuses(join(folder, 'pipe'), 'ENXIO');
      await refuses(join(folder, 'link'), 'ENXIO');
    }));
  test('a device that never ends', () =>
    withFolder(async (folder) => {
      symlinkSync('/dev/zero', join(folder, 'link'));
      await refuses(join(folder, 'link'), 'ENXIO');
    }));
  test('a socket', () =>
    withFolder(async (folder) => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve));
      await refuses(join(folder, 'socket'), 'ENXIO');
      await new Promise((resolve) => server.close(resolve));
    }));
  test('a folder', () =>
    withFolder(async (folder) => {
      mkdirSync(join(folder, 'a.flow.json'));
      await refuses(join(folder, 'a.flow.json'), 'EISDIR');
    }));
  test('a file of more than 256 MiB', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'a.flow.json');
      writeFileSync(path, '{}');
      truncateSync(path, 256 * 1024 * 1024 + 1);
      await refuses(path, 'ERR_FS_FILE_TOO_LARGE');
    }));
});
