import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { createBriefRuns } from '../../client/src/view/briefRuns';
import type { NodeRunState, RunStateParams } from '../../server/src/protocol';

const uri = 'file:///a.flow.json';
const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

function stateOf(phases: Readonly<Record<string, NodeRunState['phase']>>, of = uri): RunStateParams {
  const nodes = Object.entries(phases).map(([node, phase]) => ({ node, phase, range, stale: false, dimmed: [] }));
  return { uri: of, version: 1, nodes };
}

describe('what is said of brief runs', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  const begin = () => {
    const shown: RunStateParams[] = [];
    return { shown, runs: createBriefRuns((state) => shown.push(state)) };
  };

  test('of a run that is over at once, only what came of it is shown, and that at once', () => {
    const { shown, runs } = begin();
    const over = stateOf({ a: 'finished' });
    runs.take(stateOf({ a: 'running' }));
    runs.take(over);
    assert.deepEqual(shown, [over]);
    mock.timers.tick(1000);
    assert.deepEqual(shown, [over]);
  });

  test('a run that lasts is shown, as it is by then', () => {
    const { shown, runs } = begin();
    const later = { ...stateOf({ a: 'running' }), version: 2 };
    runs.take(stateOf({ a: 'running' }));
    mock.timers.tick(40);
    runs.take(later);
    assert.deepEqual(shown, []);
    mock.timers.tick(10);
    assert.deepEqual(shown, [later]);
  });

  test('what is said of a run that is shown is held back no more', () => {
    const { shown, runs } = begin();
    const moved = { ...stateOf({ a: 'running' }), version: 2 };
    runs.take(stateOf({ a: 'running' }));
    mock.timers.tick(50);
    runs.take(moved);
    assert.deepEqual(shown.at(-1), moved);
  });

  test('a question is shown at once', () => {
    const { shown, runs } = begin();
    const asking = stateOf({ a: 'asking' });
    runs.take(stateOf({ a: 'running' }));
    runs.take(asking);
    assert.deepEqual(shown, [asking]);
  });

  test('nodes that run one after the other hold nothing back for long', () => {
    const { shown, runs } = begin();
    runs.take(stateOf({ a: 'running' }));
    mock.timers.tick(30);
    const next = stateOf({ a: 'finished', b: 'running' });
    runs.take(next);
    mock.timers.tick(20);
    assert.deepEqual(shown, [next]);
  });

  test('nothing is shown of a document that was closed meanwhile, and the others go on', () => {
    const { shown, runs } = begin();
    const other = stateOf({ a: 'running' }, 'file:///b.flow.json');
    runs.take(stateOf({ a: 'running' }));
    runs.take(other);
    runs.forget(uri);
    mock.timers.tick(1000);
    assert.deepEqual(shown, [other]);
    runs.take(stateOf({ a: 'running' }));
    runs.forget();
    mock.timers.tick(1000);
    assert.deepEqual(shown, [other]);
  });
});
