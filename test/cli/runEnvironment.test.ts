import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { flowText } from '../support/flows';
import { flowLens, folderOf } from './command';
import { useOriginServer } from './originServer';

const service = useOriginServer((_request, response) => response.end());

describe('the environment of a run', () => {
  const inFolder = (t: Parameters<typeof folderOf>[0], environments: object) => {
    const cwd = folderOf(t, {
      'a.flow.json': flowText({ url: `${service.origin}/{{u}}` }),
      'http-client.env.json': JSON.stringify(environments),
    });
    return (...args: string[]) => flowLens(['run', 'a.flow.json', 'get-order', ...args], { cwd });
  };
  const urls = () => service.received.map(({ url }) => url);

  test('is the only one there is where nobody names one', async (t) => {
    const run = inFolder(t, { dev: { u: 'a' } });
    assert.equal((await run()).code, 0);
    assert.deepEqual(urls(), ['/a']);
  });

  test('is a guarded one only where it is named, and a run that has no value for it says so', async (t) => {
    const run = inFolder(t, { production: { u: 'a' } });
    const refused = await run();
    assert.deepEqual([refused.code, refused.stdout], [2, '']);
    assert.equal(
      refused.stderr,
      'flow-lens: "get-order": Nothing was sent: {{u}} has no value (no environment is chosen); --env and --env-var give {{…}}; ' +
        '"production" is entered only with --env "production"\n',
    );
    assert.deepEqual(urls(), []);
    assert.equal((await run('--env', 'production')).code, 0);
    assert.deepEqual(urls(), ['/a']);
  });

  test('that is guarded gives nothing to a request that is only shown, which says so too', async (t) => {
    const run = inFolder(t, { 'LIVE-eu': { u: 'a' } });
    const sentence = '"LIVE-eu" is entered only with --env "LIVE-eu"';
    const document = JSON.parse((await run('--dry-run', '--format', 'json')).stdout);
    assert.deepEqual([document.environment, document.missing, document.notes], [null, ['{{u}}'], [sentence]]);
    const curl = await run('--format', 'curl');
    assert.match(curl.stderr, new RegExp(`: \\{\\{u\\}\\} has no value\n.*: ${sentence}\n$`));
    const named = await run('--format', 'curl', '--env', 'LIVE-eu');
    assert.deepEqual([named.stderr, named.stdout.includes('/a')], ['', true]);
  });

  test('is not told of where it is not missed: no value is missing, or only that of a session variable', async (t) => {
    const cwd = folderOf(t, {
      'a.flow.json': flowText({ url: `${service.origin}/[[v]]` }),
      'http-client.env.json': '{ "production": {} }',
    });
    const run = (...args: string[]) => flowLens(['run', 'a.flow.json', 'get-order', ...args], { cwd });
    assert.doesNotMatch((await run()).stderr, /production/);
    assert.deepEqual(JSON.parse((await run('--var', 'v=1', '--format', 'json')).stdout).environment, null);
    assert.deepEqual(urls(), ['/1']);
  });
});
