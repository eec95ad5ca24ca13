import type { Field } from '#core/request/exchange';
import { findFieldValue } from '#core/request/fieldNames';
import { findBodyError, findContentError } from '#core/request/findBodyError';
import type { Writer } from '#core/request/plan';
import { isJson, toMediaType } from '#core/response/mediaType';
import type { JsonNode } from '#core/syntax/tree';

/**
 * The content of a request. A string is sent as it is, with the values raw; anything else as JSON, in which no value can
 * break the JSON since it is put into strings before they are escaped. Numbers keep their digits.
 */
export function fillBody(body: JsonNode, fields: readonly Field[], writer: Writer): string {
  if (body.kind !== 'string') return writeJson(body, writer);
  const missing = writer.missing.length;
  const filled = writer.write(body.value);
  const mediaType = toMediaType(findFieldValue(fields, 'content-type'));
  const isComplete = writer.missing.length === missing;
  if (isComplete && !findBodyError(body.value, mediaType) && findContentError(filled, mediaType)) {
    const format = isJson(mediaType) ? 'JSON' : 'XML';
    writer.notes.push(`A value that was put into the body made it ill-formed ${format}`);
  }
  return filled;
}

function writeJson(node: JsonNode, writer: Writer): string {
  if (node.kind === 'string') return JSON.stringify(writer.write(node.value));
  if (node.kind === 'array') return `[${node.items.map((item) => writeJson(item, writer)).join(',')}]`;
  if (node.kind === 'number') return node.written ?? String(node.value);
  if (node.kind !== 'object') return String(node.value);
  const entries = node.effective.flatMap(({ name, value }) =>
    value === undefined ? [] : [`${JSON.stringify(name)}:${writeJson(value, writer)}`],
  );
  return `{${entries.join(',')}}`;
}
