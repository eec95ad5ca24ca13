import type { Range } from 'vscode-languageserver-protocol';
import type { Lines } from '#core/syntax/lines';
import { endOf, type Span } from '#core/syntax/span';

/** Spans become ranges here, and nowhere else. */
export function toRange(lines: Lines, span: Span): Range {
  return { start: lines.positionAt(span.offset), end: lines.positionAt(endOf(span)) };
}

export function toSpan(lines: Lines, range: Range): Span {
  const offset = lines.offsetAt(range.start);
  return { offset, length: lines.offsetAt(range.end) - offset };
}
