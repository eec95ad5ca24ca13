import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Field, Request } from '#core/request/exchange';
import { createRedactor, revealing } from '#core/request/redact';
import { toCurl } from '#core/request/toCurl';
import { readCurl } from '../support/readCurl';

function requestOf(more: Partial<Request> = {}): Request {
  return { method: 'GET', targetUri: 'http://h/p', fields: [], content: undefined, ...more };
}

const commandOf = (more: Partial<Request>, secrets?: readonly string[]) =>
  toCurl(requestOf(more), secrets === undefined ? revealing : createRedactor(secrets));

const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
const everyByte = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join('');
const json: Field = ['Content-Type', 'application/json'];

describe('the command reads well', () => {
  test('a GET is a URL', () => {
    const targetUri = "https://api.example.com/o'hara?x=[1]";
    assert.equal(
      commandOf({ targetUri, fields: [['Accept', 'text/plain']] }),
      [
        "curl --globoff --compressed 'https://api.example.com/o'\\''hara?x=[1]' \\",
        "  --header 'Accept: text/plain'",
      ].join('\n'),
    );
  });

  test('a POST is what has content', () => {
    const fields: Field[] = [json, ['Accept', '*/*']];
    assert.equal(
      commandOf({ method: 'POST', fields, content: '{"name":"ü"}' }),
      [
        "curl --globoff --compressed 'http://h/p' \\",
        "  --header 'Content-Type: application/json' \\",
        "  --header 'Accept: */*' \\",
        `  --data-raw '{"name":"ü"}'`,
      ].join('\n'),
    );
  });

  test('line breaks and tabs of a content stand as they are', () => {
    assert.match(commandOf({ method: 'POST', content: '<a>\n\t<b/>\n</a>\n' }), /--data-raw '<a>\n\t<b\/>\n<\/a>\n'$/);
  });
});

describe('a shell and curl make the same request of it', () => {
  const shapes: Readonly<Record<string, Partial<Request>>> = {
    'nothing but a URL': {},
    'fields in order, with repetition': {
      fields: [
        ['X-A', '1'],
        ['Accept', 'a/b'],
        ['x-a', '2'],
        ['X-A', '3'],
      ],
    },
    'an empty field': {
      fields: [
        ['X-Empty', ''],
        ['Accept', ''],
      ],
    },
    'fields that a shell or curl could take for something else': {
      fields: [
        ['X-File', '@/etc/passwd'],
        ['X-Dash', '-x --y'],
        ['-odd', 'v'],
        ["!#$%&'*+.^_`|~", printable.trim()],
        ['X-Tab', 'a\tb'],
      ],
    },
    'fields in ISO 8859-1': {
      fields: [
        ['X-Latin', "café % \\ ' ! \u0085ÿ"],
        ['X-Plain', 'x'],
      ],
    },
    'content without a media type': { method: 'POST', content: 'a=b&c=d' },
    'content with an empty media type': { method: 'POST', fields: [['Content-Type', '']], content: 'x' },
    'content of a GET': { content: 'x' },
    'content of a DELETE': { method: 'DELETE', fields: [json], content: '{}' },
    'content that begins with @': { method: 'POST', content: '@/etc/passwd' },
    'content that begins with -': { method: 'PUT', content: '-d --x' },
    'content with quotes and line breaks': { method: 'POST', content: "\n a'b\n\n\tc\\\n'\n\n" },
    'content with CR LF': { method: 'POST', content: '\r\na\r\nb\r\n\n' },
    'content with control characters': { method: 'POST', content: "-\u001b[31m\u0007%d\\!'\u007f1#\n\n" },
    'content with NUL': { method: 'POST', content: '\0a%s\\0b\0' },
    'content of every character up to U+00FF': { method: 'POST', content: everyByte },
    'content beyond ASCII': { method: 'POST', content: 'ü€😀\u2028\u202e\uFFFD' },
    'content that is too long for an argument': { method: 'POST', content: "é%'\n".repeat(40_000) },
    HEAD: { method: 'HEAD' },
    PURGE: { method: 'PURGE' },
    'a method in lower case': { method: 'get' },
    'a method of odd characters': { method: "!'$x" },
    'a URL with all that a glob could be': { targetUri: 'http://h/[a]{b}/{1..3}?x=[1-3]&y={a,b}' },
    'a URL of all printable characters': { targetUri: `http://h/${printable}` },
    'a URL that begins like an option': { targetUri: '-o/etc/passwd' },
    'a URL that begins like a file': { targetUri: '@[[name]]' },
    'a URL that begins with a value that is missing': { targetUri: '{{base}}/orders/[[id]]' },
    'an empty URL': { targetUri: '' },
    'a URL with control characters': { targetUri: 'http://h/\u0007\n\n' },
  };
  for (const [name, more] of Object.entries(shapes)) {
    test(name, () => {
      const { method, targetUri, fields, content } = requestOf(more);
      const read = readCurl(commandOf(more));
      assert.equal(read.method, method);
      assert.equal(read.url, targetUri);
      assert.deepEqual(read.fields, fields);
      assert.deepEqual(read.ownFields, []);
      assert.equal(read.content?.toString(), content);
    });
  }

  test('methods that are expected to have content say that they have none', () => {
    for (const method of ['POST', 'PUT', 'PATCH']) {
      const { content, ownFields, ...read } = readCurl(commandOf({ method }));
      assert.deepEqual([read.method, content?.length, ownFields], [method, 0, []]);
    }
    assert.equal(readCurl(commandOf({ method: 'DELETE', content: '' })).content, undefined);
  });

  test('half of a surrogate pair is what the engine sends for it', () => {
    assert.equal(readCurl(commandOf({ method: 'POST', content: 'a\uD800b' })).content?.toString(), 'a\uFFFDb');
  });

  test('an answer to HEAD that was sent with content is not waited for', () => {
    const command = commandOf({ method: 'HEAD', content: 'x' });
    const { method, fields, content } = readCurl(command);
    assert.deepEqual([method, fields, content?.toString()], ['HEAD', [['Connection', 'close']], 'x']);
    assert.match(command, /--ignore-content-length/);
  });

  test('a coded answer is read, as a run reads it', () => {
    assert.match(commandOf({}), /--compressed/);
  });
});

describe('nothing in a request', () => {
  test('reaches a terminal or a log as a command', () => {
    const hostile = '\u001b]0;x\u0007\n::error::x\n  ::warning::y ##vso[task.setvariable]z ##[error]\u202e';
    const command = commandOf({
      method: 'POST',
      targetUri: `http://h/${hostile}`,
      fields: [['X-A', '##[command]x']],
      content: hostile,
    });
    assert.doesNotMatch(command, /(?!\n)[\p{Cc}\p{Bidi_Control}]|^\s*::|##\w*\[/mu);
    assert.equal(readCurl(command).content?.toString(), hostile);
  });
});

describe('secrets', () => {
  const secret = `it's\n"a\\secret"`;

  test('are hidden before they are quoted, in every part', () => {
    const command = commandOf(
      {
        method: 'POST',
        targetUri: `http://h/${encodeURIComponent(secret)}?k=${encodeURIComponent(secret)}`,
        fields: [
          ['Authorization', `Bearer ${Buffer.from(secret).toString('base64')}`],
          ['Cookie', 'a=b'],
          ['X-Note', `x ${secret.replaceAll('\n', ' ')} é`],
        ],
        content: JSON.stringify({ secret, again: `<${secret}>` }),
      },
      [secret, secret.replaceAll('\n', ' ')],
    );
    assert.doesNotMatch(command, /it(?:'|%27)|a\\/);
    const read = readCurl(command);
    assert.equal(read.url, 'http://h/••••?k=••••');
    assert.equal(read.content?.toString(), '{"secret":"••••","again":"<••••>"}');
    const fields = read.fields.map(([name, value]) => [name, Buffer.from(value, 'latin1').toString()]);
    assert.deepEqual(fields, [
      ['Authorization', 'Bearer ••••'],
      ['Cookie', '••••'],
      ['X-Note', 'x •••• é'],
    ]);
  });

  test('stand in the command of whoever asks for them', () => {
    const { content } = readCurl(commandOf({ method: 'POST', content: secret }));
    assert.equal(content?.toString(), secret);
  });
});
