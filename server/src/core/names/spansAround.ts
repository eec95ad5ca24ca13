import type { FlowDocument } from '#core/model/document';
import { enclosing } from '#core/syntax/enclosing';
import { endOf, type Span, touches } from '#core/syntax/span';
import { spansInString } from '#core/syntax/spansInString';
import type { JsonNode, JsonProperty, JsonString } from '#core/syntax/tree';
import type { TemplatePart } from '#core/template/parseTemplate';
import { type Placeholder, placeholdersIn } from '#core/template/placeholders';

/**
 * What lies around an offset, from the whole text to the innermost, each within the one before and smaller: objects and lists with and
 * without their brackets, properties, strings with and without their quotes, placeholders and the names in them.
 */
export function spansAround(document: FlowDocument, offset: number): readonly Span[] {
  const { root, text } = document;
  const { values, properties, isAtKey } = enclosing(root, offset);
  const spans: Span[] = [{ offset: 0, length: text.length }];
  for (const { node, property } of values) {
    if (property !== undefined) spans.push(property);
    spans.push(...spansOf(node, text));
  }
  const last = properties.at(-1);
  const string = isAtKey && last !== undefined ? last.key : stringOf(values.at(-1)?.node);
  if (isAtKey && last !== undefined) spans.push(...spansAtKey(last, offset));
  if (string !== undefined) spans.push(...spansInside(string, text));
  return nest(spans, offset);
}

function spansAtKey(property: JsonProperty, offset: number): readonly Span[] {
  return touches(property.key, offset) ? [property, property.key] : [property];
}

function stringOf(node: JsonNode | undefined): JsonString | undefined {
  return node?.kind === 'string' ? node : undefined;
}

/** A list or an object as a whole, and what stands between its brackets, without the white space at both ends. */
function spansOf(node: JsonNode, text: string): readonly Span[] {
  const parts: readonly Span[] = node.kind === 'object' ? node.properties : node.kind === 'array' ? node.items : [];
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined || !/[\]}]/.test(text[endOf(node) - 1] ?? '')) return [node];
  return [node, { offset: first.offset, length: endOf(last) - first.offset }];
}

function spansInside(string: JsonString, text: string): readonly Span[] {
  const isClosed = string.length > 1 && text[endOf(string) - 1] === '"';
  const inside = { offset: string.offset + 1, length: Math.max(0, string.length - (isClosed ? 2 : 1)) };
  return [
    inside,
    ...placeholdersIn(text, string).flatMap((placeholder) => spansOfPlaceholder(placeholder, string, text)),
  ];
}

/** A placeholder, what stands between its brackets, and the same of those nested in it. */
function spansOfPlaceholder(placeholder: Placeholder, string: JsonString, text: string): readonly Span[] {
  const parts = withNested(placeholder).flatMap(({ offset, length }) => [
    { offset, length },
    { offset: offset + 2, length: length - 4 },
  ]);
  return parts.flatMap((part) => spansInString(text, string, [part]));
}

function withNested(part: TemplatePart): readonly TemplatePart[] {
  return part.kind === 'session' && part.nested !== undefined ? [part, ...withNested(part.nested)] : [part];
}

/** Those that hold the offset, without repetitions. */
function nest(spans: readonly Span[], offset: number): readonly Span[] {
  const nested: Span[] = [];
  for (const span of spans) {
    const last = nested.at(-1);
    if (!touches(span, offset) || (last?.offset === span.offset && last.length === span.length)) continue;
    if (last !== undefined && (span.offset < last.offset || endOf(span) > endOf(last))) continue;
    nested.push({ offset: span.offset, length: span.length });
  }
  return nested;
}
