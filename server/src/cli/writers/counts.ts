type Counted = readonly [count: number, one: string, many: string];

/** `2 errors, 1 warning and 3 hints`, leaving out what there is none of; undefined where there is nothing at all. */
export function describeCounts(counted: readonly Counted[]): string | undefined {
  const written = counted.flatMap(([count, one, many]) =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : many}`],
  );
  const last = written.pop();
  return written.length === 0 ? last : `${written.join(', ')} and ${last}`;
}
