import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { chooseProxy, type ProxySettings, type Variables } from '../../server/src/run/network/chooseProxy';
import { ExplainedError } from '../../server/src/run/network/explainedError';
import { type ForwardProxy, readProxy } from '../../server/src/run/network/forwardProxy';

const nothing: ProxySettings = { proxy: null, noProxy: [], proxySupport: true };

function choose(uri: string, settings: Partial<ProxySettings>, variables: Variables = {}): string | undefined {
  const chosen = chooseProxy(new URL(uri), { ...nothing, ...settings }, variables);
  return chosen && `${chosen.text} of ${chosen.from}`;
}

suite('the proxy', () => {
  const variables = { HTTPS_PROXY: 'http://s', HTTP_PROXY: 'http://h' };

  test('is none where nothing is set', () => {
    assert.equal(choose('http://a.test', {}), undefined);
    assert.equal(choose('http://a.test', { proxy: ' ' }, { HTTP_PROXY: '', http_proxy: ' ' }), undefined);
  });

  test('is the one of the settings, else the variable of the scheme', () => {
    assert.equal(choose('http://a.test', { proxy: 'http://p' }, variables), 'http://p of http.proxy');
    assert.equal(choose('https://a.test', { proxy: 'http://p' }, variables), 'http://p of http.proxy');
    assert.equal(choose('https://a.test', {}, variables), 'http://s of HTTPS_PROXY');
    assert.equal(choose('http://a.test', {}, variables), 'http://h of HTTP_PROXY');
    assert.equal(choose('https://a.test', {}, { HTTP_PROXY: 'http://h' }), undefined);
  });

  test('is named by a variable in lower case first', () => {
    assert.equal(choose('http://a.test', {}, { ...variables, http_proxy: 'http://l' }), 'http://l of http_proxy');
  });

  test('is none with http.proxySupport off', () => {
    assert.equal(choose('http://a.test', { proxy: 'http://p', proxySupport: false }, variables), undefined);
  });

  for (const host of ['localhost', 'api.localhost', '127.0.0.1', '127.8.9.1', '[::1]', '[::ffff:127.0.0.1]']) {
    test(`is none for ${host}, which is this machine`, () => {
      assert.equal(choose(`http://${host}:8080/`, { proxy: 'http://p' }, variables), undefined);
    });
  }

  test('has the exceptions of the settings, else those of the variable', () => {
    const exceptions = { ...variables, NO_PROXY: 'b.test, a.test' };
    assert.equal(choose('http://a.test', {}, exceptions), undefined);
    assert.equal(choose('http://a.test', { proxy: 'http://p' }, exceptions), undefined);
    assert.equal(choose('http://a.test', { noProxy: ['c.test'] }, exceptions), 'http://h of HTTP_PROXY');
    assert.equal(choose('http://c.test', { noProxy: ['c.test'] }, exceptions), undefined);
    assert.equal(choose('http://a.test', {}, { ...exceptions, no_proxy: 'd.test' }), 'http://h of HTTP_PROXY');
  });
});

suite('an exception', () => {
  const cases: readonly (readonly [entry: string, matching: readonly string[], others: readonly string[]])[] = [
    ['*', ['a.test', '192.0.2.1', '[2001:db8::1]'], []],
    ['a.test', ['a.test', 'A.TEST', 'a.test.', 'b.a.test', 'a.test:8080'], ['ba.test', 'a.test.b', 'test']],
    ['A.Test.', ['a.test', 'b.a.test'], []],
    ['.a.test', ['a.test', 'b.a.test'], ['ba.test']],
    ['*.a.test', ['a.test', 'c.b.a.test'], ['ba.test']],
    ['a.test:8080', ['a.test:8080', 'b.a.test:8080'], ['a.test', 'a.test:80']],
    ['a.test:80', ['a.test'], ['a.test:8080']],
    ['bücher.test', ['xn--bcher-kva.test', 'bücher.test'], ['bucher.test']],
    ['192.0.2.1', ['192.0.2.1', '192.0.2.1:99'], ['192.0.2.10', 'x.192.0.2.1.test']],
    ['192.0.2.0/24', ['192.0.2.1', '192.0.2.255'], ['192.0.3.1', 'a.test']],
    ['2001:db8::1', ['[2001:db8::1]', '[2001:DB8:0::1]:99'], ['[2001:db8::2]']],
    ['[2001:db8::1]', ['[2001:db8::1]'], ['[2001:db8::2]']],
    ['[2001:db8::1]:99', ['[2001:db8::1]:99'], ['[2001:db8::1]']],
    ['2001:db8::/32', ['[2001:db8:1::1]'], ['[2001:db9::1]', '192.0.2.1']],
    ['10.0.0.0/33', [], ['10.0.0.1']],
    ['', [], ['a.test']],
    ['http://a.test/', [], ['a.test']],
    ['a.test/path', [], ['a.test']],
    ['*.*', [], ['a.test']],
    ['a.test:0', [], ['a.test']],
    ['a.test:99999', [], ['a.test']],
  ];
  for (const [entry, matching, others] of cases) {
    test(`"${entry}"`, () => {
      const isExempt = (host: string) =>
        choose(`http://${host}/`, { proxy: 'http://p', noProxy: ['none.test', entry] }) === undefined;
      for (const host of matching) assert.equal(isExempt(host), true, host);
      for (const host of others) assert.equal(isExempt(host), false, host);
    });
  }
});

suite('the URL of a proxy', () => {
  const read = (text: string): ForwardProxy => {
    const proxy = readProxy({ text, from: 'http.proxy' });
    assert.ok(!(proxy instanceof ExplainedError), `${proxy}`);
    return proxy;
  };

  test('has a host and a port, by its scheme where none is written', () => {
    const urls = [
      'http://Proxy.test:3128',
      'http://proxy.test/',
      'https://proxy.test',
      'proxy.test:3128',
      'http://[::1]:1',
    ];
    assert.deepEqual(
      urls.map((url) => read(url).url),
      [
        'http://proxy.test:3128',
        'http://proxy.test:80',
        'https://proxy.test:443',
        'http://proxy.test:3128',
        'http://[::1]:1',
      ],
    );
    assert.equal(read('https://proxy.test').target.secure, true);
    assert.equal(read('http://[2001:db8::1]:1').target.host, '2001:db8::1');
  });

  test('gives credentials, which are decoded and not shown', () => {
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    assert.equal(read('http://proxy.test').authorization, undefined);
    assert.equal(read('http://me:p%40ss%3Aw%C3%B6rd@proxy.test').authorization, basic('me:p@ss:wörd'));
    assert.equal(read('http://token@proxy.test').authorization, basic('token:'));
    assert.equal(read('http://me:100%@proxy.test').authorization, basic('me:100%'));
    const proxy = read('http://me:p%40ss-word@proxy.test');
    assert.equal(proxy.url, 'http://proxy.test:80');
    assert.equal(proxy.redactor.text(`p@ss-word p%40ss-word ${proxy.authorization}`), '•••• •••• Basic ••••');
  });

  const unusable = [
    ['socks5://proxy.test:1080', '"socks5://proxy.test:1080"', 'only proxies with http: or https: are supported'],
    ['socks5://me:secret@proxy.test', '"socks5://proxy.test"', 'only proxies with http: or https: are supported'],
    ['http://me:se/cret@proxy.test', '"http://proxy.test"', 'it is no URL'],
    ['http://', '"http://"', 'it is no URL'],
    ['http://me:se@cret@:x', '"http://:x"', 'it is no URL'],
    ['me:secret@a b', '"a b"', 'it is no URL'],
    ['http://proxy.test/proxy.pac', '"http://proxy.test/proxy.pac"', 'it has a path'],
  ] as const;
  for (const [text, shown, why] of unusable) {
    test(`${text} can not be used`, () => {
      const error = readProxy({ text, from: 'HTTP_PROXY' });
      assert.ok(error instanceof ExplainedError);
      const message = `the proxy ${shown} of HTTP_PROXY can't be used: ${why}`;
      assert.deepEqual(error.failure, { kind: 'proxy', code: 'FLOW_LENS_SETTING', message });
    });
  }
});
