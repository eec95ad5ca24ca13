import { parseJson } from '#core/syntax/parseJson';
import type { Span } from '#core/syntax/span';
import { asArray, asNumber, asObject, asString, findProperty, type JsonNode } from '#core/syntax/tree';
import type { BaselineEntry } from './baseline';

export interface BaselineError extends Span {
  /** One sentence without a final stop. */
  readonly message: string;
}

/** Reads any text. The entries count only where there is no error. */
export function parseBaseline(text: string): {
  readonly entries: readonly BaselineEntry[];
  readonly error: BaselineError | undefined;
} {
  const { root, errors } = parseJson(text);
  const nothing: Span = { offset: 0, length: 0 };
  const fail = (span: Span, message: string) => ({ entries: [], error: { ...toSpan(span), message } });
  const [syntaxError] = errors;
  if (syntaxError !== undefined) return fail(syntaxError, syntaxError.message);
  const object = asObject(root);
  if (object === undefined) return fail(root ?? nothing, 'A baseline is an object');
  const version = findProperty(object, 'version')?.value;
  if (asNumber(version)?.value !== 1) return fail(version ?? object, 'The version of a baseline is 1');
  const findings = findProperty(object, 'findings')?.value;
  const list = asArray(findings);
  if (list === undefined) return fail(findings ?? object, '"findings" must be a list');
  const entries: BaselineEntry[] = [];
  for (const item of list.items) {
    const entry = readEntry(item);
    if (entry === undefined) {
      return fail(
        item,
        'A finding has "path", "code" and "message", "node" and "endpoint" as texts, and "count" from 1',
      );
    }
    entries.push(entry);
  }
  return { entries, error: undefined };
}

function toSpan({ offset, length }: Span): Span {
  return { offset, length };
}

function readEntry(item: JsonNode): BaselineEntry | undefined {
  const object = asObject(item);
  const member = (key: string) => findProperty(object, key)?.value;
  const text = (key: string) => asString(member(key))?.value;
  const [path, code, message, node, endpoint] = [
    text('path'),
    text('code'),
    text('message'),
    text('node'),
    text('endpoint'),
  ];
  const count = asNumber(member('count'))?.value;
  if (path === undefined || code === undefined || message === undefined || count === undefined) return undefined;
  if (!Number.isSafeInteger(count) || count < 1) return undefined;
  const isWrong = (key: string, read: string | undefined) => member(key) !== undefined && read === undefined;
  if (isWrong('node', node) || isWrong('endpoint', endpoint)) return undefined;
  return {
    path,
    code,
    ...(node === undefined ? {} : { node }),
    ...(endpoint === undefined ? {} : { endpoint }),
    message,
    count,
  };
}
