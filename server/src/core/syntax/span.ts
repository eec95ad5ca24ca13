/** A stretch of text in UTF-16 code units. Everything inside points with spans; lines and columns are made at the rim. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

export function endOf(span: Span): number {
  return span.offset + span.length;
}

/** The span alone, of something that has more to it: as it stands now, whatever moves later. */
export function spanOf({ offset, length }: Span): Span {
  return { offset, length };
}

/** From the start of `first` to the end of `last`. */
export function spanning(first: Span, last: Span): Span {
  return { offset: first.offset, length: endOf(last) - first.offset };
}

/** Whether the offset lies in the span or touches either end of it, as a cursor does. */
export function touches(span: Span, offset: number): boolean {
  return offset >= span.offset && offset <= endOf(span);
}
