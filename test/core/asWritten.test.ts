import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { textAsWritten, urlAsWritten } from '#core/request/asWritten';

suite('a text as it is written shows no literal credential', () => {
  const shown: Readonly<Record<string, string>> = {
    'https://u:hunter2@h/?apikey=abc123def456&token=zzz111yyy222': 'https://u:••••@h/?apikey=••••&token=••••',
    'https://u:{{PASSWORD}}@h/?apikey={{KEY}}&page=2': 'https://u:{{PASSWORD}}@h/?apikey={{KEY}}&page=2',
    'https://u:••••@h/?apikey=your-api-key': 'https://u:••••@h/?apikey=your-api-key',
  };
  for (const [url, expected] of Object.entries(shown)) {
    test(`the URL ${url}`, () => assert.equal(urlAsWritten(url), expected));
  }

  test('a URL among words', () => {
    assert.equal(
      textAsWritten('See https://u:hunter2@h/a?apikey=abc123def456 or  ask'),
      'See https://u:••••@h/a?apikey=•••• or ask',
    );
    assert.equal(
      textAsWritten('{"url":"https://u:hunter2@h/?token=zzz111yyy222","next":1}'),
      '{"url":"https://u:••••@h/?token=••••","next":1}',
    );
    assert.equal(textAsWritten('Ratio 1:2 @ home, a=b'), 'Ratio 1:2 @ home, a=b');
  });

  test('a text with more of them than anybody counts', () => {
    assert.doesNotMatch(textAsWritten('https://u:hunter2@h/?apikey=abc123def456 '.repeat(1_000)), /hunter2|abc123/);
    assert.equal(urlAsWritten(`https://h/?${'apikey=abc123def456&'.repeat(1_000)}`), '••••');
  });
});
