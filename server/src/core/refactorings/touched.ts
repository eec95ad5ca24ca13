import type { FlowNode } from '#core/model/flow';
import { endOf, type Span } from '#core/syntax/span';

/** Whether a selection lies in a stretch of the text, or touches its ends as a cursor does. */
export function isWithin(selection: Span, stretch: Span): boolean {
  return selection.offset >= stretch.offset && endOf(selection) <= endOf(stretch);
}

/** The entry of a map that a selection lies in. */
export function findAround<Entry extends Pick<FlowNode, 'property'>>(
  selection: Span,
  entries: Iterable<Entry>,
): Entry | undefined {
  for (const entry of entries) if (isWithin(selection, entry.property)) return entry;
  return undefined;
}
