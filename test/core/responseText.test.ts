import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toDocument } from '../../server/src/features/responseText';

function languageOf(body: string, contentType = 'application/json', truncated = false): string {
  const headers = [['content-type', contentType]] as const;
  const response = {
    status: 200,
    reason: 'OK',
    headers,
    bodyBytes: body.length,
    truncated,
    body,
    bodyEncoding: 'utf-8',
  };
  return toDocument(response, []).language;
}

test('a response is shown in the language of its media type', () => {
  assert.equal(languageOf('{"a":1}'), 'jsonc');
  assert.equal(languageOf('[1]', ''), 'jsonc');
  assert.equal(languageOf('<a/>', 'application/xml'), 'xml');
  assert.equal(languageOf('<p>', 'text/html'), 'html');
  assert.equal(languageOf('{"a":1}', 'text/plain'), 'plaintext');
  assert.equal(languageOf('{"a":', 'application/json', true), 'plaintext');
});

test("what VS Code's JSON server must not look at is no document of its language, and laid out all the same", () => {
  // It fetches what a document names as its schema, and puts into Problems what is no JSON.
  for (const body of ['{"$schema":"https://evil.test/s"}', '{"\\u0024schema":"https://evil.test/s"}', '{"pin":••••}'])
    assert.equal(languageOf(body), 'http-message', body);
  assert.equal(languageOf('{"inner":{"$schema":"x"}}'), 'jsonc');
  const headers = [['content-type', 'application/json']] as const;
  const body = '{"$schema":"x"}';
  const response = { status: 200, reason: 'OK', headers, bodyBytes: 15, truncated: false, body, bodyEncoding: 'utf-8' };
  assert.equal(
    toDocument(response, []).text,
    'HTTP/1.1 200 OK\ncontent-type: application/json\n\n{\n  "$schema": "x"\n}\n',
  );
});

test('no field of a response ends the comment that its head is', () => {
  for (const odd of ['a--->b', '-->', '--', '----', '--!>', '<!-- -->', '-'])
    for (const contentType of ['application/xml', 'text/html']) {
      const headers = [
        ['content-type', contentType],
        ['x-odd', odd],
        ['x-last', `${odd}-`],
      ] as const;
      const response = {
        status: 200,
        reason: odd,
        headers,
        bodyBytes: 4,
        truncated: false,
        body: '<a/>',
        bodyEncoding: 'utf-8',
      };
      const { text } = toDocument(response, [odd]);
      const [, comment = '', content] = /^<!--(\n.*?\n)-->\n\n(.*)$/s.exec(text) ?? [];
      assert.equal(comment.includes('--'), false, text);
      assert.equal(content, '<a/>\n', text);
      assert.equal(
        comment.replaceAll(' ', ''),
        `\n${odd}\nHTTP/1.1200${odd}\ncontent-type:${contentType}\nx-odd:${odd}\nx-last:${odd}-\n`.replaceAll(' ', ''),
      );
    }
});
