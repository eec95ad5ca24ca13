import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasTrouble, type NodeOutcome, type RunReport, summarise, toReportText } from '../../client/src/run/runReport';
import { resultOf } from '../support/runRecord';

type Taken = 'error' | 'other' | 'timeout' | 'max-connection';

const took = (): NodeOutcome => ({ kind: 'branch', result: resultOf() });
const fell = (key: Taken): NodeOutcome => ({
  kind: 'branch',
  result: resultOf({ branch: { kind: 'default', key, target: 'sorry', why: 'so' } }),
});
const notSent: NodeOutcome = { kind: 'not sent', reason: 'Nothing was sent: {{host}} has no value' };

const reportOf = (...outcomes: readonly NodeOutcome[]): RunReport => ({
  file: 'a.flow.json',
  nodes: outcomes.map((outcome, at) => ({ node: 'n'.repeat(at + 1), outcome })),
});

test('a report counts by what came of the nodes, and leaves out what did not happen', () => {
  assert.equal(summarise(reportOf(took())), '1 node: 1 took a result');
  const branchless: NodeOutcome = { kind: 'branch', result: resultOf({ branch: null }) };
  const all = [
    fell('timeout'),
    took(),
    fell('other'),
    notSent,
    fell('error'),
    took(),
    branchless,
    fell('max-connection'),
  ];
  assert.equal(
    summarise(reportOf(...all, { kind: 'cancelled' }, { kind: 'not run' }, { kind: 'broken off', reason: 'gone' })),
    '11 nodes: 2 took a result, 1 other, 1 error, 1 timeout, 1 max-connection, 1 no branch, 1 not sent, 1 broken off, 1 cancelled, 1 not run',
  );
});

test('a result and "other" are no trouble, all else is', () => {
  assert.equal(hasTrouble(reportOf(took(), fell('other'))), false);
  for (const outcome of [fell('error'), fell('timeout'), notSent, { kind: 'cancelled' } as const])
    assert.equal(hasTrouble(reportOf(took(), outcome)), true);
  const unmapped = resultOf({ branch: { kind: 'default', key: 'other', target: null, why: 'so' } });
  assert.equal(hasTrouble(reportOf({ kind: 'branch', result: unmapped })), true);
});

test('the list has a line for each node, in columns', () => {
  assert.equal(
    toReportText(reportOf(took(), notSent, { kind: 'not run' })),
    `a.flow.json, 3 nodes: 1 took a result, 1 not sent, 1 not run

n    ✓ 200 OK · 4 ms → done
nn   – Nothing was sent: {{host}} has no value
nnn  – not run
`,
  );
});
