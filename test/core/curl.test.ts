import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isCurlCommand } from '#core/curl/isCurlCommand';
import { type CurlRequest, readCurl } from '#core/curl/readCurl';
import type { Request } from '#core/request/exchange';
import { revealing } from '#core/request/redact';
import { toCurl } from '#core/request/toCurl';
import { mutateText } from '../support/fuzz/mutateText';
import { createRandom } from '../support/random';

/** The request of a command that has one. */
function requestOf(command: string): CurlRequest {
  const reading = readCurl(command);
  assert.ok(reading.kind === 'request', JSON.stringify(reading));
  return reading.request;
}

function contentOf(command: string): string | undefined {
  return requestOf(command).content;
}

suite('words', () => {
  const words: Readonly<Record<string, readonly [command: string, content: string]>> = {
    'a quote in single quotes': [`curl x -d 'it'\\''s'`, `it's`],
    'escapes in double quotes': ['curl x -d "a\\"b \\$c \\\\ \\d"', 'a"b $c \\ \\d'],
    'escapes of bash': [`curl x -d $'a\\'b\\n\\u00e9\\x41'`, `a'b\né${'A'}`],
    'a continued line within a word': ['curl x -d a\\\nb', 'ab'],
    'a continued line of Windows in a text for a shell': ['curl x \\\r\n  -d a', 'a'],
    'line breaks in quotes': [`curl x -d '{\n  "a": 1\n}'`, '{\n  "a": 1\n}'],
    'no comment within a word': ['curl x#y -d a#b # -d c', 'a#b'],
    'an empty word': [`curl x -d ''`, ''],
    'a variable in double quotes': ['curl x -d "a $B ${C}d"', 'a {{B}} {{C}}d'],
    'no variable in single quotes': [`curl x -d '$B'`, '$B'],
    'a caret that escapes nothing': [`curl x -d '^"'`, '^"'],
    'quotes of cmd.exe': ['curl x ^\r\n -d "a ""b"" \\"c\\" ^d"', 'a "b" "c" ^d'],
    'an escaped line break of cmd.exe': ['curl x ^\n -d ^"a^\n\nb^"', 'a\nb'],
    'quotes of PowerShell': ["curl x `\n -d 'it''s $x'", "it's $x"],
    'escapes of PowerShell': ['curl x `\n -d "a`n`"$env:B`" $C"', 'a\n"{{B}}" {{C}}'],
  };
  for (const [name, [command, content]] of Object.entries(words)) {
    test(name, () => assert.equal(contentOf(command), content));
  }

  test('what is behind the command is told and not read', () => {
    for (const command of ['curl x | jq .', 'curl x && ls', 'curl x > file', 'curl x\nls', 'curl x ^\n -s & dir']) {
      const reading = readCurl(command);
      assert.ok(reading.kind === 'request' && reading.notes.length === 1, command);
    }
    const alone = readCurl('curl x ;\n');
    assert.deepEqual(alone.kind === 'request' && alone.notes, []);
  });

  test('what a shell would have to run is refused', () => {
    for (const command of ['curl "$(cat url)"', 'curl x -d $1', "curl 'x", 'curl "x', 'wget x', 'curl', '']) {
      assert.equal(readCurl(command).kind, 'refused', command);
    }
  });
});

suite('options', () => {
  test('letters stand together, and have their values behind them or in the next word', () => {
    const { method, fields } = requestOf('curl -sSXPUT -Ha:b -H "c: d" x');
    assert.deepEqual(
      [method, fields],
      [
        'PUT',
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
      ],
    );
  });

  test('what is turned off counts for nothing, and behind two dashes there is no option', () => {
    const reading = readCurl('curl --no-location -- x');
    assert.deepEqual(reading.kind === 'request' && [reading.notes, reading.request.url], [[], 'http://x']);
  });

  test('data makes it a POST unless it is for the query', () => {
    assert.equal(requestOf('curl x -d a').method, 'POST');
    assert.equal(requestOf('curl x --json {}').method, 'POST');
    assert.deepEqual(requestOf('curl -G x -d a=1 -d b=2').query, [
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
    ]);
  });

  test('fields that the command names win over those that curl would add', () => {
    const { fields } = requestOf(
      `curl x -u a:b -A me -e from -H 'authorization: own' -H 'content-type;' -H 'Accept:' --json {}`,
    );
    assert.deepEqual(fields, [
      ['authorization', 'own'],
      ['content-type', ''],
      ['User-Agent', 'me'],
      ['Referer', 'from'],
    ]);
  });

  test('a query that no list can say stays in the URL', () => {
    for (const query of ['flag', 'a=%zz', 'a=1&flag']) {
      assert.deepEqual(
        [requestOf(`curl 'http://x/?${query}#f'`).url, requestOf(`curl 'http://x/?${query}'`).query],
        [`http://x/?${query}`, []],
      );
    }
  });

  test('a time that the format can not say is left out', () => {
    assert.deepEqual(
      ['1.5', '0', '9999', 'soon'].map((time) => requestOf(`curl x -m ${time}`).timeout),
      [1500, undefined, undefined, undefined],
    );
  });
});

test('a command begins with curl, maybe behind a prompt', () => {
  for (const text of ['curl x', '  $ curl x', 'curl.exe x', 'CURL x', '> curl x']) assert.ok(isCurlCommand(text), text);
  for (const text of ['curly x', 'curl', '{ "a": "curl x" }', 'see curl x']) assert.ok(!isCurlCommand(text), text);
});

/** What a flow has of a request, as its commands say it. */
function withoutOwn({ method, targetUri, fields, content }: Request): Request {
  return { method, targetUri, fields, content };
}

test('what is copied as cURL is pasted as the same request', () => {
  const texts = ["it's", '"{}"', 'a\\b$c`d`', 'ü %20 &=?', 'x\ny', '^"', '{{A}}'];
  for (const text of texts) {
    const request = withoutOwn({
      method: 'PUT',
      targetUri: 'https://api.example.com/a?b=c',
      fields: [
        ['X-Text', text.replaceAll(/[^ -~]/g, '').trim()],
        ['Content-Type', 'text/plain'],
      ],
      content: text,
    });
    const read = requestOf(toCurl(request, revealing));
    assert.deepEqual([read.method, read.fields, read.content], [request.method, request.fields, request.content], text);
    assert.deepEqual([read.url, read.query], ['https://api.example.com/a', [{ name: 'b', value: 'c' }]]);
  }
});

test('no text makes the reading fail, or take long', () => {
  const random = createRandom('curl');
  const seeds = [
    `curl -sSkLu a:b 'https://x.example/a?b=c' -H @f -H 'A: b' --json '{"a":[1]}' --data-urlencode 'a=b' | jq`,
    'curl ^"https://x^" ^\r\n -d ^"^{^\\^"a^\\^":1^}^"',
    'curl x `\n -d "a`"b $env:C"',
  ];
  for (let round = 0; round < 3000; round++) {
    const seed = seeds[round % seeds.length] ?? '';
    assert.ok(['request', 'refused'].includes(readCurl(mutateText(seed, seeds[0] ?? '', random)).kind));
  }
  for (const part of ["'", '"', '\\', '^', '`', "$'", '\\"', '^"', '-', '\n', '${', '{{']) {
    const began = process.cpuUsage();
    readCurl(`curl x -d ${part.repeat(100_000)}`);
    readCurl(`curl x ^\n -d "${part.repeat(100_000)}`);
    const { user } = process.cpuUsage(began);
    assert.ok(user < 3_000_000, `${JSON.stringify(part)} takes ${user / 1000} ms`);
  }
});
