/** How a quantity varies over its samples, in their unit. */
export interface Spread {
  readonly median: number;
  /** A quarter of the samples is below the first, a quarter above the second. */
  readonly quartiles: readonly [number, number];
  /** One sample in twenty is above it. */
  readonly p95: number;
  readonly count: number;
}

/** NaN throughout where there are no samples. */
export function spreadOf(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => quantile(sorted, share);
  return { median: at(0.5), quartiles: [at(0.25), at(0.75)], p95: at(0.95), count: sorted.length };
}

/** Linear between the two nearest samples. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * How a cost grows with a size: 0 where it stays the same, 1 where it doubles with the size. The slope of the straight line with the least squares
 * through the logarithms. Undefined for fewer than two sizes.
 */
export function exponentOf(points: readonly (readonly [size: number, cost: number])[]): number | undefined {
  if (points.length < 2) return undefined;
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const mean = (of: (log: readonly [number, number]) => number) =>
    logs.reduce((sum, log) => sum + of(log), 0) / logs.length;
  const [meanSize, meanCost] = [mean(([size]) => size), mean(([, cost]) => cost)];
  const covariance = mean(([size, cost]) => (size - meanSize) * (cost - meanCost));
  return covariance / mean(([size]) => (size - meanSize) ** 2);
}
