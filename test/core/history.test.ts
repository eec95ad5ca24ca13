import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { mostKept, type RunRecord, toRecordedResult } from '#core/history/runRecord';
import { readRunRecords, toRecordsText } from '#core/history/runRecords';
import { toHistoryRun } from '../../server/src/features/historyRun';
import { toHistoryText } from '../../server/src/features/historyText';
import { recordOf, responseOf, resultOf } from '../support/runRecord';

suite('what is kept of a run', () => {
  test('is its result without the variables, unchanged where nothing is long', () => {
    const { variables: _, ...rest } = resultOf();
    assert.deepEqual(toRecordedResult(resultOf()), rest);
  });

  test('is the beginning of a long content, with no character cut in two, and it says so', () => {
    const whole = 'é'.repeat(mostKept.responseContent);
    const { response, notes } = toRecordedResult(resultOf({ response: responseOf(`x${whole}`) }));
    assert.equal(response?.body, `x${'é'.repeat(mostKept.responseContent / 2 - 1)}`);
    assert.equal(response?.truncated, true);
    assert.equal(response?.bodyBytes, 1 + 2 * whole.length, 'the size is that of what came');
    assert.deepEqual(notes, ["only the beginning of the response's content is kept"]);
  });

  test('is the beginning of what is sent, too', () => {
    const request = { ...resultOf().request, body: 'x'.repeat(mostKept.requestContent + 1) };
    const kept = toRecordedResult(resultOf({ request }));
    assert.equal(kept.request.body?.length, mostKept.requestContent);
    assert.deepEqual(kept.notes, ["only the beginning of the request's content is kept"]);
  });

  test('is bounded whatever a server sends', () => {
    const huge = 'x'.repeat(100_000);
    const headers = Array.from({ length: 1_000 }, () => [huge, huge] as const);
    const response = { ...responseOf(huge), reason: huge, headers };
    const branch = { kind: 'default', key: 'other', target: null, why: huge } as const;
    const kept = toRecordedResult(resultOf({ response, branch, notes: headers.map(() => huge) }));
    assert.equal(kept.response?.headers.length, mostKept.entries);
    assert.equal(kept.branch?.why, `${'x'.repeat(mostKept.text)}…`);
    assert.ok(JSON.stringify(kept).length < 2 * mostKept.entries * 2 * mostKept.text);
    assert.match(kept.notes.at(-1) ?? '', /what is very long/);
  });
});

suite('the text of a history file', () => {
  test('gives back the runs that it holds, in their order', () => {
    const records = [recordOf('2', { response: null, branch: null }), recordOf('1')];
    assert.deepEqual(readRunRecords(toRecordsText(records, 10_000)), records);
    assert.deepEqual(readRunRecords(toRecordsText([], 10_000)), []);
  });

  test('holds the newest that fit', () => {
    const records = ['3', '2', '1'].map((id) => recordOf(id));
    const whole = toRecordsText(records, 1_000_000);
    assert.deepEqual(readRunRecords(toRecordsText(records, Buffer.byteLength(whole) - 1)), records.slice(0, 2));
    for (let most = 100; most < 2 * whole.length; most += 50)
      assert.ok(Buffer.byteLength(toRecordsText(records, most)) <= most, String(most));
  });

  test('is refused with a reason where it is something else', () => {
    const broken = (change: (record: RunRecord) => unknown): unknown =>
      readRunRecords(JSON.stringify({ version: 1, runs: [recordOf('1'), change(recordOf('2'))] }));
    assert.equal(readRunRecords('{"version":1,"runs":['), 'it is not JSON');
    assert.equal(readRunRecords('null'), 'it is no run history');
    assert.equal(readRunRecords('[]'), 'it is no run history');
    assert.equal(readRunRecords('{"version":2,"runs":[]}'), 'its version is 2, and 1 is the one that can be read');
    assert.equal(
      broken(() => null),
      'it holds what is no run',
    );
    assert.equal(
      broken((record) => ({ ...record, time: 'yesterday' })),
      'it holds what is no run',
    );
    assert.equal(
      broken((record) => ({ ...record, result: { ...record.result, notes: 'no list' } })),
      'it holds what is no run',
    );
    assert.equal(
      broken(({ result, ...record }) => ({ ...record, result: { ...result, timings: {} } })),
      'it holds what is no run',
    );
    assert.ok(Array.isArray(broken((record) => ({ ...record, later: true }))), 'more members do no harm');
  });
});

suite('a run of the history as a document', () => {
  test('tells what it was, what was sent and what came, in a comment of the content', () => {
    const { text, language } = toHistoryText(recordOf('1'), false);
    assert.equal(language, 'jsonc');
    const { localTime } = toHistoryRun(recordOf('1'), 'file:///a.flow.json');
    assert.match(localTime, /^2026-05-0\d \d\d:\d\d:07$/);
    assert.equal(
      text,
      `// get-order in a.flow.json, ${localTime}
// Environment dev
// Branch "200" → done: status 200 has its own result
// 4 ms in all · connect 1 ms · first byte 2 ms · download 1 ms
//
// GET http://127.0.0.1:9/orders
// accept: */*
//
// HTTP/1.1 200 OK
// content-type: application/json

{
  "a": 1
}
`,
    );
  });

  test('leaves out for a comparison what differs in any case', () => {
    const later = { ...recordOf('2'), time: '2027-01-01T00:00:00.000Z' };
    const slower = { ...later, result: { ...later.result, timings: { ...later.result.timings, total: 90 } } };
    assert.notEqual(toHistoryText(slower, false).text, toHistoryText(recordOf('1'), false).text);
    assert.equal(toHistoryText(slower, true).text, toHistoryText(recordOf('1'), true).text);
  });

  test('says why nothing came', () => {
    const failure = { kind: 'refused', code: 'ECONNREFUSED', message: 'connection refused by 127.0.0.1:9' } as const;
    const { text, language } = toHistoryText(recordOf('1', { response: null, failure }), false);
    assert.equal(language, 'plaintext');
    assert.match(
      text,
      /\nGET http:\/\/127\.0\.0\.1:9\/orders\naccept: \*\/\*\n\nconnection refused by 127\.0\.0\.1:9\n$/,
    );
  });

  test('can not be broken out of: no line of what was sent ends the comment', () => {
    const request = { ...resultOf().request, method: 'POST', body: '{\r\n"a":\u20281\r}' };
    const notes = ['a note\nof two lines'];
    const { text } = toHistoryText(recordOf('1', { request, notes }), false);
    const [head = ''] = text.split('\n\n');
    assert.ok(head.split(/[\n\r\u2028]/).every((line) => line.startsWith('//')));
  });
});
