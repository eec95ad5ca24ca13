import type { RunRecord } from '#core/history/runRecord';

/** The version of the file's format. */
const version = 1;

/** The text of a history file, newest run first: as many of the newest as fit into `most` bytes, a line each. */
export function toRecordsText(records: readonly RunRecord[], most: number): string {
  const encoder = new TextEncoder();
  const lines: string[] = [];
  let size = frame([]).length;
  for (const record of records) {
    const line = JSON.stringify(record);
    size += encoder.encode(line).length + ',\n'.length;
    if (size > most) break;
    lines.push(line);
  }
  return frame(lines);
}

function frame(lines: readonly string[]): string {
  return `{"version":${version},"runs":[\n${lines.join(',\n')}\n]}\n`;
}

/** What a history file holds, or what is wrong with it, as the end of a sentence: `it is not JSON`. */
export function readRunRecords(text: string): readonly RunRecord[] | string {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  const isHistory = shape({ version: isNumber, runs: Array.isArray });
  if (!isHistory(file)) return 'it is no run history';
  const { version: found, runs } = file as { version: number; runs: unknown[] };
  if (found !== version) return `its version is ${found}, and ${version} is the one that can be read`;
  return runs.every(isRunRecord) ? runs : 'it holds what is no run';
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isTruth: Check = (value) => typeof value === 'boolean';
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
/** An object with at least these members. */
const shape =
  (members: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(members).every(([name, check]) => check(Object.hasOwn(value, name) ? value[name as never] : null));

const isTime: Check = (value) => isText(value) && !Number.isNaN(Date.parse(String(value)));
const isTarget: Check = (value) => isText(value) || shape({ flow: isText })(value);
const isField: Check = (value) => Array.isArray(value) && value.length === 2 && value.every(isText);

const isResult = shape({
  file: isText,
  node: isText,
  endpoint: isText,
  environment: orNull(isText),
  request: shape({ method: isText, url: isText, headers: listOf(isField), body: orNull(isText) }),
  response: orNull(
    shape({
      status: isNumber,
      reason: isText,
      headers: listOf(isField),
      bodyBytes: isNumber,
      truncated: isTruth,
      body: isText,
      bodyEncoding: isText,
    }),
  ),
  failure: orNull(shape({ kind: isText, code: isText, message: isText })),
  branch: orNull(shape({ kind: isText, key: isText, target: orNull(isTarget), why: isText })),
  notes: listOf(isText),
  timings: shape({
    dns: orNull(isNumber),
    connect: orNull(isNumber),
    tls: orNull(isNumber),
    firstByte: orNull(isNumber),
    download: orNull(isNumber),
    total: isNumber,
  }),
});

const isRecord = shape({ id: isText, time: isTime, document: isText, result: isResult });

function isRunRecord(value: unknown): value is RunRecord {
  return isRecord(value);
}
