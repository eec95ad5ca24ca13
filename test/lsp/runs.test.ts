import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunResult } from '#core/request/runResult';
import { createRuns } from '../../server/src/lsp/runs';
import { listen } from '../support/liveRun';
import { runAgainst } from '../support/runAgainst';

test('of what was run, the names of its variables are kept and not their values, which may be many times the response', async (context) => {
  const { url } = await listen(context, (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"lost","__proto__":7}'),
  );
  const run = createRuns(
    () => '10:42',
    () => undefined,
  ).begin({ uri: 'file:///a.flow.json', node: 'get-order' }, 'text', () => undefined);
  const outcome = await runAgainst(url);
  assert.ok(outcome.kind === 'result' && run !== undefined);
  const names = Object.keys(outcome.result.variables);
  const kept: (RunResult | undefined)[] = [];
  run.show(outcome.result);
  kept.push(run.result);
  run.end(outcome);
  kept.push(run.result, run.completed?.recorded);
  for (const result of kept)
    assert.deepEqual(
      Object.entries(result?.variables ?? {}),
      names.map((name) => [name, null]),
    );
  assert.deepEqual(Object.keys(run.completed ?? {}), ['id', 'recorded', 'content', 'redactor']);
  assert.equal(outcome.result.variables['orders:status'], 'lost');
  assert.equal(outcome.answer.values.size, names.length);
  assert.equal(run.result?.response, outcome.result.response);
});
