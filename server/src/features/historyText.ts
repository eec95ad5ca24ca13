import type { RunRecord } from '#core/history/runRecord';
import { requestLines } from '#core/request/requestLines';
import { describeTarget, whatCame } from '#core/request/runLabel';
import type { ShownResponse } from '#core/request/runResult';
import type { OpenResponseResult } from '../protocol';
import { toLocalTime } from './historyRun';
import { toDocument } from './responseText';
import { toTimes } from './runMark';

/**
 * A run as a document: what it was, the request, the response. For a comparison, what differs in any case is left out: when it was,
 * and how long it took. So is the `Date` of the response (RFC 9110 §6.6.1).
 */
export function toHistoryText(record: RunRecord, forComparison: boolean): OpenResponseResult {
  const { response } = record.result;
  const above = [...whatItWas(record, forComparison), '', ...requestLines(record.result.request), ''];
  const lines = above.flatMap((line) => line.split(lineEnd));
  if (response !== null) return toDocument(forComparison ? withoutDate(response) : response, lines);
  return { text: `${[...lines, whatCame(record.result)].join('\n')}\n`, language: 'plaintext' };
}

function withoutDate(response: ShownResponse): ShownResponse {
  return { ...response, headers: response.headers.filter(([name]) => name !== 'date') };
}

/** All that editors and languages take for the end of a line: behind one, a line comment would be over. */
const lineEnd = /\r\n|[\n\r\u2028\u2029]/;

function whatItWas({ time, result }: RunRecord, forComparison: boolean): string[] {
  const { file, node, environment, branch, notes } = result;
  const moment = forComparison ? '' : `, ${toLocalTime(time)}`;
  return [
    `${node} in ${file}${moment}`,
    ...(environment === null ? [] : [`Environment ${environment}`]),
    ...(branch === null ? [] : [`Branch "${branch.key}" → ${describeTarget(branch)}: ${branch.why}`]),
    ...(forComparison ? [] : [toTimes(result)]),
    ...notes,
  ];
}
