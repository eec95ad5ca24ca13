import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createOutdatedRefresh, type Drawn } from '../../server/src/lsp/refreshOutdated';
import { createToldViews } from '../../server/src/lsp/told';

const open = [
  { uri: 'file:///a.flow.json', version: 1 },
  { uri: 'file:///b.flow.json', version: 1 },
];

/** Both documents are drawn with their version; what would be told of them now is in `now`. */
function draw(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { titles: told } = createToldViews();
  const now = new Map(open.map(({ uri }) => [uri, 'Run']));
  const asked: string[] = [];
  const refresh = t.mock.fn();
  const again = (uri: string): string => {
    asked.push(uri);
    return now.get(uri) ?? '';
  };
  for (const { uri, version } of open) told.keep(uri, version, 'run', { told: 'Run', again: () => again(uri) });
  let generation = 0;
  const drawn: Drawn = { generation: () => generation, openDocuments: () => open, views: [{ told, refresh }] };
  const onChange = createOutdatedRefresh();
  return {
    told,
    now,
    asked,
    refresh,
    change(): void {
      generation++;
      onChange(drawn);
    },
    /** Lets milliseconds pass, and then all that waits for a turn of its own. */
    async pass(milliseconds: number): Promise<void> {
      t.mock.timers.tick(milliseconds);
      for (let turn = 0; turn < 10; turn++) await setImmediate();
    },
  };
}

suite('at a change a client', () => {
  test('is asked to ask anew for nothing where everything is as it was told', async (t) => {
    const { asked, refresh, change, pass } = draw(t);
    change();
    await pass(250);
    assert.deepEqual(
      asked,
      open.map(({ uri }) => uri),
    );
    assert.equal(refresh.mock.callCount(), 0);
  });
  test('is asked once, when nothing has changed for a while', async (t) => {
    const { now, asked, refresh, change, pass } = draw(t);
    now.set('file:///b.flow.json', 'Run · 1 error');
    for (let edits = 0; edits < 5; edits++) {
      change();
      await pass(249);
    }
    assert.deepEqual(asked, []);
    await pass(1);
    assert.equal(refresh.mock.callCount(), 1);
  });
  test('asks by itself for what it has another version of by now', async (t) => {
    const { told, now, asked, refresh, change, pass } = draw(t);
    now.set('file:///a.flow.json', 'Run · 1 error');
    told.keep('file:///a.flow.json', 0, 'run', { told: 'Run', again: () => 'Run · 1 error' });
    change();
    await pass(250);
    assert.deepEqual(asked, ['file:///b.flow.json']);
    assert.equal(refresh.mock.callCount(), 0);
  });
  test('is asked at the next pause where something changes while it is looked', async (t) => {
    const { now, refresh, change, pass } = draw(t);
    now.set('file:///b.flow.json', 'Run · 1 error');
    change();
    t.mock.timers.tick(250);
    change();
    await pass(249);
    assert.equal(refresh.mock.callCount(), 0);
    await pass(1);
    assert.equal(refresh.mock.callCount(), 1);
  });
});
