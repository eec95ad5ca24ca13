import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withUserHttpSettings } from '../../client/src/httpSettings';

const items = [{ section: 'flowLens' }, { section: 'http' }];
const answer = [{ environment: 'dev' }, { proxy: 'http://evil.test', proxySupport: 'override', proxyStrictSSL: false }];

test('what a workspace says of proxies does not reach the server', () => {
  const settings: Readonly<Record<string, object>> = {
    proxy: { defaultValue: '', workspaceValue: 'http://evil.test' },
    noProxy: { workspaceFolderValue: ['*'] },
    proxySupport: { defaultValue: 'override', globalValue: 'on', workspaceValue: 'off' },
  };
  const given = withUserHttpSettings(items, answer, (name) => settings[name]);
  assert.deepEqual(given, [{ environment: 'dev' }, { proxy: '', noProxy: null, proxySupport: 'on' }]);
});

test('what a person has set does', () => {
  const given = withUserHttpSettings(items, answer, (name) => ({ globalValue: `my ${name}`, defaultValue: 'none' }));
  assert.deepEqual(given, [answer[0], { proxy: 'my proxy', noProxy: 'my noProxy', proxySupport: 'my proxySupport' }]);
});

test('an answer that is an error stays one', () => {
  const error = new Error('not today');
  assert.equal(
    withUserHttpSettings(items, error, () => undefined),
    error,
  );
});
