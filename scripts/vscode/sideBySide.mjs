/**
 * Begins the work for each of these at once and gives what comes of it, in their order. Rejects as the first of them that fails, but not
 * before all have ended: what they have opened is closed then.
 */
export async function sideBySide(items, work) {
  const outcomes = await Promise.allSettled(items.map(work));
  return outcomes.map(({ value, reason, status }) => {
    if (status === 'rejected') throw reason;
    return value;
  });
}
