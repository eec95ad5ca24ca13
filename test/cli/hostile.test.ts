import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { flowText } from '../support/flows';
import { flowLens, folderOf } from './command';
import { formats, readCommands, readReport, readSarifRun, readSuites } from './reports';

/** Built from parts, so that nobody takes this file for a leak. */
const credentials = {
  bearer: 'Zx81-authorization-kX02',
  basic: Buffer.from('alice:open-sesame-77').toString('base64'),
  cookie: 'c00kie-9f8e7d6c5b4a3210',
  apiKey: 'k3y-1122334455667788aabb',
  queryKey: 'q7-aabbccddeeff001122',
  urlKey: 'u5-1234567890abcdefab',
  password: 'hunter2-in-the-url',
  bodyToken: `ghp_${'Ab3'.repeat(12)}`,
  jwt: ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiJhbGljZSJ9', 'c2lnbmF0dXJl'].join('.'),
  privateKey: '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg',
  environment: 'env-5ecret-of-the-private-file',
  reason: `sk_live_${'x9Y8'.repeat(5)}`,
};

const headers = {
  Authorization: `Bearer ${credentials.bearer}`,
  'Proxy-Authorization': `Basic ${credentials.basic}`,
  Cookie: `session=${credentials.cookie}`,
  'X-Api-Key': credentials.apiKey,
};

/** Every place that takes a value holds a credential, and most of them are wrong in some way too. */
function leaking(): Readonly<Record<string, string>> {
  const { bodyToken, jwt, privateKey, queryKey, urlKey, password, environment, reason } = credentials;
  const url = `http://alice:${password}@127.0.0.1:9/a?apikey=${urlKey}&token=${jwt}`;
  const api = {
    url,
    method: 'GET',
    headers: { ...headers, Accept: jwt, 'x-token': bodyToken },
    query: [
      { name: 'apikey', value: queryKey },
      { name: '', value: bodyToken },
    ],
    body: { token: bodyToken, key: privateKey, password, nested: [`${jwt}`] },
  };
  const differing = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), `${value}x`]),
  );
  return {
    'a.flow.json': flowText({
      url,
      endpoint: { headers: { ...headers, 'X-Placed': '{{secret}}' }, [bodyToken]: 1 },
      node: {
        ...api,
        headers: { ...differing, 'X-Placed': '{{secret}}', 'X-Other': `{{${jwt}}} [[${bodyToken}]]`, [jwt]: 'a\r\nb' },
        results: { '200': bodyToken, [jwt]: 'done' },
        Authorization: headers.Authorization,
      },
      flow: {
        start: jwt,
        colour: headers.Authorization,
        imports: [`${bodyToken}.flow.json`, url],
        suppressions: [
          { rule: 'unknown-property', reason: `because ${reason}` },
          { rule: bodyToken, reason: 'x', until: jwt },
        ],
      },
    }),
    'same.flow.json': flowText({ flow: { name: 'same' }, endpoint: { headers }, node: { headers } }),
    'url.flow.json': flowText({
      flow: { name: 'url' },
      url: `htp:/${url}`,
      endpoint: { elementValidation: jwt, method: jwt },
    }),
    ...oneEach(),
    'broken.flow.json': `{ "version": 1, "a": "${bodyToken}", "Authorization": "${headers.Authorization}" "${jwt}": ${bodyToken} }`,
    'keys.flow.json': `{ "version": "${jwt}", "${jwt}": 1, "${jwt}": 2 }`,
    'http-client.env.json': JSON.stringify({ dev: { apiKey: credentials.apiKey, list: [bodyToken] } }),
    'http-client.private.env.json': JSON.stringify({ dev: { secret: environment, broken: { deep: environment } } }),
    'flow-lens.config.json': JSON.stringify({ secrets: ['declared'] }),
  };
}

/** A credential alone in a place that is wrong: no other one tells that there is something to hide. */
function oneEach(): Readonly<Record<string, string>> {
  const { queryKey, urlKey, password, bearer } = credentials;
  const flows = [
    { url: `htp://alice:${password}@example.com` },
    { url: `example.com/a?apikey=${urlKey}` },
    { url: `http://example.com/a?apikey=${urlKey}` },
    { url: `http://alice:${password}@example.com/` },
    { url: `https://example.com/{a}?apikey=${urlKey}` },
    { url: `https://example.com/[[a?apikey=${urlKey}` },
    { url: `https://exa mple.com/?apikey=${urlKey}` },
    { node: { query: [{ name: 'apikey', value: `${queryKey} [[x` }] } },
    { node: { headers: { Authorization: bearer } } },
    { node: { headers: { Authorization: `Bearer ${bearer}\n` } } },
    { node: { headers: { Authorization: `Bearer ${bearer}`, authorization: `Bearer ${bearer}y` } } },
    { node: { headers: { 'X-Api-Key ': credentials.apiKey, Cookie: `${credentials.cookie} {{x` } } },
    { endpoint: { headers: { Authorization: [`Bearer ${bearer}`, 1] } } },
    { endpoint: { headers: { Authorization: { Bearer: bearer } } } },
    { node: { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: `{ "password": "${password}" ` } },
    { node: { method: 'POST', headers: { 'Content-Type': 'text/xml' }, body: `<password>${password}</pass>` } },
  ];
  return Object.fromEntries(
    flows.map((parts, index) => [`one-${index}.flow.json`, flowText({ ...parts, flow: { name: `one-${index}` } })]),
  );
}

function assertNoLeak(output: string): void {
  const plain = output.replaceAll(/\\n|%0A|&#xA;/g, '\n');
  for (const [name, value] of Object.entries(credentials)) {
    for (const form of [value, encodeURIComponent(value), value.slice(0, 16)]) {
      assert.ok(
        !plain.includes(form),
        `${name} leaks: …${plain.slice(Math.max(0, plain.indexOf(form) - 150), plain.indexOf(form) + 60)}`,
      );
    }
  }
}

describe('credentials stay where they are', () => {
  for (const format of formats) {
    for (const environment of [[], ['--env', 'dev']]) {
      test(`in --format ${format} ${environment.join(' ')}`, async (t) => {
        const cwd = folderOf(t, leaking());
        const args = ['check', '--format', format, '--rule', 'content-type-not-xml=hint', ...environment];
        const { stdout, stderr } = await flowLens(args, { cwd });
        const paths = new Set(readReport(format, stdout).map(({ path }) => path));
        for (const path of Object.keys(leaking())) if (path.endsWith('.flow.json')) assert.ok(paths.has(path), path);
        assertNoLeak(`${stdout}${stderr}`);
      });
    }
  }

  test('in a baseline', async (t) => {
    const cwd = folderOf(t, leaking());
    await flowLens(['check', '--update-baseline', 'base.json'], { cwd });
    const text = readFileSync(join(cwd, 'base.json'), 'utf8');
    assert.ok(JSON.parse(text).findings.length > 10);
    assertNoLeak(text);
  });
});

/** Everything that terminals, CI systems and XML act on. */
const signs = [
  '\n::error::a',
  '::warning file=x::b',
  '##[error]c',
  '##vso[task.complete]d',
  '##teamcity[e]',
  ']]><x y="&">',
  '%0A%25%2C,:',
  '\u001b[2Jf',
  '\u009b31mg',
  '\u202eh\u2066',
  '\r\u0000\u0007\u2028\u0085',
  '\uFFFF\uD800',
] as const;

function hostile(): Readonly<Record<string, string>> {
  const node = (sign: string) => ({ type: sign, [`${sign}key`]: sign, next: `${sign}nowhere` });
  const nodes = Object.fromEntries(signs.map((sign, index) => [`${sign}${index}`, node(sign)]));
  const files = signs.slice(0, -1).map((sign, index) => {
    const name = `${index}${sign.replaceAll('/', '').replaceAll('\0', '')}`;
    return [`${name}.flow.json`, flowText({ flow: { name, start: sign, [sign]: sign, nodes } })] as const;
  });
  return { ...Object.fromEntries(files), '::error file=z::y.flow.json': '[]', '##[warning]x.flow.json': '{' };
}

describe('nothing that a file holds breaks a report', () => {
  const count = async (cwd: string) =>
    readReport('json', (await flowLens(['check', '--format', 'json'], { cwd })).stdout).length;
  const check = async (t: TestContext, format: (typeof formats)[number]) => {
    const cwd = folderOf(t, hostile());
    const { stdout, stderr } = await flowLens(['check', '--format', format], { cwd });
    assert.equal(stderr, '');
    const expected = await count(cwd);
    assert.ok(expected > 100);
    assert.equal(readReport(format, stdout).length, expected);
    assert.doesNotMatch(stdout, /(?!\n)[\p{Cc}\p{Bidi_Control}\p{Cs}\u2028\u2029]/u, 'no sign that a terminal acts on');
    return { cwd, stdout };
  };

  test('text: a line a finding, and no line is a command', async (t) => {
    const { stdout } = await check(t, 'text');
    assert.doesNotMatch(stdout, /^\s*::/m);
    assert.doesNotMatch(stdout, /##\w*\[/);
  });

  test('json: the paths are what they are', async (t) => {
    const { stdout } = await check(t, 'json');
    const paths: readonly string[] = JSON.parse(stdout).files.map(({ path }: { path: string }) => path);
    assert.deepEqual(new Set(paths), new Set(Object.keys(hostile())));
  });

  test('github: every line is a command, and names the file that it is about', async (t) => {
    const { stdout } = await check(t, 'github');
    const files = new Set(readCommands(stdout).map(({ properties }) => properties.file));
    assert.ok(files.has('::error file=z::y.flow.json'));
    assert.ok(files.has('6%0A%25%2C,:.flow.json'));
    assert.ok(files.has('0\n::error::a.flow.json'));
  });

  test('junit: every case has a name of its own', async (t) => {
    const { stdout } = await check(t, 'junit');
    for (const { testcase, tests } of readSuites(stdout)) {
      assert.equal(new Set(testcase.map(({ name }) => name)).size, Number(tests));
    }
  });

  test('sarif: the paths come out of their URIs', async (t) => {
    const { stdout } = await check(t, 'sarif');
    const uris = readSarifRun(stdout).artifacts.map(({ location }) => location.uri);
    for (const uri of uris) assert.match(uri, /^(?:[\w.~!*'()/-]|%[\dA-F]{2})+$/);
    assert.deepEqual(new Set(uris.map(decodeURIComponent)), new Set(Object.keys(hostile())));
  });

  test('what is said of a command that can not run is one line, and none that a CI system acts on', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': flowText() });
    for (const sign of signs.filter((one) => !one.includes('\0') && !/\p{Cs}/u.test(one))) {
      for (const args of [
        [`${sign}.flow.json`],
        ['.', '--baseline', sign],
        ['.', '--config', sign],
        ['.', '--env', sign],
      ]) {
        const { code, stderr } = await flowLens(['check', ...args], { cwd });
        assert.equal(code, 2);
        assert.match(stderr, /^flow-lens: [^\p{Cc}\p{Bidi_Control}]+\n$/u);
        assert.doesNotMatch(stderr, /##\w*\[/);
      }
    }
  });
});
