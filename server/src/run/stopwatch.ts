import type { Timings } from '#core/request/exchange';

/** What is reached on the way of an exchange, in this order. */
export type Mark = 'resolved' | 'connected' | 'proxied' | 'secured' | 'head' | 'end';

export interface Stopwatch {
  /** Notes the time of the first call for each mark. */
  mark(reached: Mark): void;
  /** The stage under way, for people. */
  stage(): string;
  timings(): Timings;
}

/** How a target is reached. */
export interface Way {
  /** Over TLS. */
  readonly secure: boolean;
  /** By a name that is looked up: the target's, or its proxy's. */
  readonly named: boolean;
  /** Through a proxy. */
  readonly proxied: boolean;
}

/**
 * Measures the stages of one exchange.
 *
 * @param now a clock in milliseconds that never goes back
 * @param way what decides which stages there are
 */
export function createStopwatch(now: () => number, way: Way): Stopwatch {
  const start = now();
  const marks = new Map<Mark, number>();
  const reachedTarget = way.proxied ? 'proxied' : 'connected';
  const ready = way.secure ? 'secured' : reachedTarget;
  const between = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? null : to - from;
  return {
    mark: (reached) => {
      if (!marks.has(reached)) marks.set(reached, now());
    },
    stage: () => {
      if (marks.has('head')) return 'last byte';
      if (marks.has(ready)) return 'first byte';
      if (marks.has(reachedTarget)) return 'TLS handshake';
      if (marks.has('connected')) return 'proxy tunnel';
      return way.named && !marks.has('resolved') ? 'name look-up' : 'connect';
    },
    timings: () => {
      const resolved = marks.get('resolved');
      const head = marks.get('head');
      return {
        dns: between(start, resolved),
        connect: between(resolved ?? start, marks.get(reachedTarget)),
        tls: way.secure ? between(marks.get(reachedTarget), marks.get('secured')) : null,
        firstByte: between(marks.get(ready), head),
        download: between(head, marks.get('end')),
        total: (marks.get('end') ?? now()) - start,
      };
    },
  };
}
