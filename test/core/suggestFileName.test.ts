import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { suggestFileName } from '#core/response/suggestFileName';

function named(contentDisposition: string | undefined, targetUri = 'https://api.example.com/', contentType?: string) {
  return suggestFileName({ targetUri, contentType, contentDisposition });
}

suite('the name that a server gives', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['attachment; filename=orders.csv', 'orders.csv'],
    ['attachment; filename="all orders.csv"', 'all orders.csv'],
    ['attachment;FileName = "a \\"b\\" c.txt"', 'a _b_ c.txt'],
    ["attachment; filename=plain.txt; filename*=UTF-8''gr%C3%B6%C3%9Fe.txt", 'größe.txt'],
    ["attachment; filename*=iso-8859-1'de'gr%F6%DFe.txt", 'größe.txt'],
    ["attachment; filename=plain.txt; filename*=UTF-8''%C3%28", 'plain.txt'],
    ['inline', 'response'],
  ];
  for (const [field, name] of cases) test(field, () => assert.equal(named(field), name));
});

suite('is never more than a name', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['../../.ssh/authorized_keys', 'authorized_keys'],
    ['..\\\\..\\\\evil.bat', 'evil.bat'],
    ['/etc/passwd', 'passwd'],
    ['C:\\\\Windows\\\\x.ini', 'x.ini'],
    ['C:x.txt', 'C_x.txt'],
    ['.bashrc', 'bashrc'],
    ['...', 'response'],
    ['a/', 'response'],
    ['CON', '_CON'],
    ['com1.txt', '_com1.txt'],
    ['COM².txt', '_COM².txt'],
    ['console.txt', 'console.txt'],
    ['name. . ', 'name'],
    ['a\u0000b\u001bc\u202Etxt.exe', 'abctxt.exe'],
    ['*?<>|.txt', '_____.txt'],
  ];
  for (const [given, name] of cases) {
    test(JSON.stringify(given), () => assert.equal(named(`attachment; filename="${given}"`), name));
  }

  test('nor longer than a file system takes, and keeps its extension', () => {
    const name = named(`attachment; filename="${'😀'.repeat(200)}.json"`);
    assert.ok(Buffer.byteLength(name) < 255 && name.endsWith('😀.json'), name);
  });

  test('nor does it tell a secret', () => {
    assert.equal(named('attachment; filename="••••.txt"'), 'response');
    assert.equal(named(undefined, 'https://api.example.com/files/••••', 'text/csv'), 'response.csv');
  });
});

suite('without one, it is the last segment of the URI with the extension of the media type', () => {
  const cases: readonly (readonly [string, string | undefined, string])[] = [
    ['/orders/17', 'application/json; charset=utf-8', '17.json'],
    ['/orders/', 'application/problem+json', 'orders.json'],
    ['/report.pdf?x=1', 'application/pdf', 'report.pdf'],
    ['/photo.jpeg', 'image/jpeg', 'photo.jpeg'],
    ['/v1.2', 'text/xml', 'v1.2.xml'],
    ['/gr%C3%B6%C3%9Fe', undefined, 'größe'],
    ['/a%2F..%2Fb', 'text/plain', 'b.txt'],
    ['/%FF', undefined, '%FF'],
    ['/', 'text/html', 'response.html'],
  ];
  for (const [path, contentType, name] of cases) {
    test(`${path} ${contentType}`, () =>
      assert.equal(named(undefined, `https://api.example.com${path}`, contentType), name));
  }
  test('a server that names no extension gets that one as well', () => {
    assert.equal(named('attachment; filename=orders', undefined, 'text/csv'), 'orders.csv');
  });
});
