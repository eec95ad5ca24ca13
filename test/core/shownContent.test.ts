import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createRedactor } from '#core/request/redact';
import { fromBase64, toBase64 } from '#core/response/base64';
import { bytesOfText, textOfBytes } from '#core/response/bytewiseText';
import { toHexDump } from '#core/response/hexDump';
import { toMediaType } from '#core/response/mediaType';
import { margin, showContent } from '#core/response/shownContent';
import { createRandom } from '../support/random';

const secret = 'quite-a-sécret';
const redactor = createRedactor([secret]);

function show(bytes: Uint8Array, limit: number, contentType = 'text/plain', isCut = false) {
  return showContent(bytes, { mediaType: toMediaType(contentType), limit, isCut, redactor });
}

function randomBytes(length: number, seed: string): Uint8Array {
  const random = createRandom(seed);
  return Uint8Array.from({ length }, () => random(256));
}

suite('text that is cut', () => {
  const text = 'größe 😀 '.repeat(4);

  test('never ends in half a character, wherever it is cut', () => {
    const bytes = Buffer.from(text);
    for (let limit = 0; limit <= bytes.length; limit++) {
      const shown = show(bytes, limit).text;
      assert.ok(text.startsWith(shown) && !/[\uFFFD]|[\uD800-\uDBFF]$/.test(shown), `${limit}: ${shown}`);
      assert.ok(Buffer.byteLength(shown) > limit - 4);
    }
  });

  test('nor in UTF-16', () => {
    const bytes = Buffer.from(text, 'utf16le');
    for (let limit = 0; limit <= bytes.length; limit++) {
      const shown = show(bytes, limit, 'text/plain; charset=utf-16le').text;
      assert.ok(text.startsWith(shown) && !/[\uD800-\uDBFF]$/.test(shown), `${limit}: ${shown}`);
    }
  });

  test('nor where the connection broke within one', () => {
    assert.equal(show(Buffer.from('gr\u00f6').subarray(0, 3), 100, 'text/plain', true).text, 'gr');
    assert.equal(show(Buffer.from('gr\u00f6').subarray(0, 3), 100, 'text/plain', false).text, 'gr\uFFFD');
  });

  test('shows no part of a secret that stands across the cut, in any form', () => {
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('hex')]) {
      const bytes = Buffer.from(`${'x'.repeat(50)}${form}${'y'.repeat(50)}`);
      for (let limit = 40; limit < 60 + form.length; limit++) {
        const { text: shown } = show(bytes, limit);
        assert.match(shown, /^x*(?:•{1,4}y*)?$/, `${limit} bytes of ${form}: ${shown}`);
      }
    }
  });

  test('shows no more than its bytes where hidden secrets make it shorter', () => {
    // The text behind the limit ends within a secret: were it to move up, half of that would be seen.
    const bytes = Buffer.from(`${secret.repeat(200_000)}`).subarray(0, 1000 + margin);
    assert.match(show(bytes, 1000).text, /^•+$/);
  });
});

suite('binary content', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);

  test('is base64, and stays that when it is cut', () => {
    assert.deepEqual(show(png, 100), { text: 'iVBORw0KGgoAAAAN', encoding: 'base64' });
    for (let limit = 0; limit <= png.length; limit++) {
      const { text } = show(png, limit);
      assert.deepEqual([...Buffer.from(text, 'base64')], [...png.subarray(0, limit)]);
      assert.equal(text.length % 4, 0);
    }
  });

  test('holds no secret either, and asterisks in its place', () => {
    const bytes = Buffer.concat([png, Buffer.from(secret), Uint8Array.from([0xc3, 0, 255]), Buffer.from(secret)]);
    const shown = Buffer.from(show(bytes, 1000).text, 'base64');
    assert.deepEqual([...shown], [...png, ...Buffer.from('****'), 0xc3, 0, 255, ...Buffer.from('****')]);
    for (let limit = 12; limit < 12 + Buffer.byteLength(secret); limit++) {
      assert.ok(!Buffer.from(show(bytes, limit).text, 'base64').includes('qui'), `${limit}`);
    }
  });
});

test('any bytes are a text from which they can be had again', () => {
  const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  for (const bytes of [every, randomBytes(20_000, 'bytes')]) assert.deepEqual(bytesOfText(textOfBytes(bytes)), bytes);
});

test('base64 is written and read as Node does it', () => {
  for (let length = 0; length < 100; length++) {
    const bytes = randomBytes(length, String(length));
    assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
    for (const part of [0, 1, 2, 3, 50]) assert.deepEqual(fromBase64(toBase64(bytes), part), bytes.slice(0, part));
  }
});

test('a hex dump has offset, bytes and characters', () => {
  const bytes = Uint8Array.from([...Buffer.from('%PDF-1.7\n1 0 obj|~'), 0x7f, 0xff]);
  assert.equal(
    toHexDump(bytes),
    [
      '00000000  25 50 44 46 2d 31 2e 37  0a 31 20 30 20 6f 62 6a  |%PDF-1.7.1 0 obj|',
      '00000010  7c 7e 7f ff                                       ||~..|',
    ].join('\n'),
  );
  assert.equal(toHexDump(new Uint8Array()), '');
});
