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
