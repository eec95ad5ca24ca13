import type { RunRecord } from '#core/history/runRecord';
import { toLabel } from '#core/request/runLabel';
import type { HistoryRun } from '../protocol';

/** A run as a list shows it; `uri` is that of its document. */
export function toHistoryRun(record: RunRecord, uri: string): HistoryRun {
  const { id, time, result } = record;
  return {
    id,
    time,
    localTime: toLocalTime(time),
    uri,
    file: result.file,
    node: result.node,
    environment: result.environment,
    label: toLabel(result),
  };
}

/** `2026-05-04 10:42:07`, by the clock of this machine; `time` is in ISO 8601. */
export function toLocalTime(time: string): string {
  const moment = new Date(time);
  const two = (amount: number): string => String(amount).padStart(2, '0');
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-');
  return `${day} ${[moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(':')}`;
}
