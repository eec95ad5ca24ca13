import type { Timings } from '#core/request/exchange';

/** What is reached on the way of an exchange, in this order. */
export type Mark = 'resolved' | 'connected' | 'secured' | 'head' | 'end';

export interface Stopwatch {
  /** Notes the time of the first call for each mark. */
  mark(reached: Mark): void;
  /** The stage under way, for people. */
  stage(): string;
  timings(): Timings;
}

/**
 * Measures the stages of one exchange.
 *
 * @param now a clock in milliseconds that never goes back
 * @param target what decides which stages there are: TLS, and a name look-up where the host is no address
 */
export function createStopwatch(now: () => number, target: { secure: boolean; named: boolean }): Stopwatch {
  const start = now();
  const marks = new Map<Mark, number>();
  const between = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? null : to - from;
  return {
    mark: (reached) => {
      if (!marks.has(reached)) marks.set(reached, now());
    },
    stage: () => {
      if (marks.has('head')) return 'last byte';
      if (marks.has(target.secure ? 'secured' : 'connected')) return 'first byte';
      if (marks.has('connected')) return 'TLS handshake';
      return target.named && !marks.has('resolved') ? 'name look-up' : 'connect';
    },
    timings: () => {
      const resolved = marks.get('resolved');
      const connected = marks.get('connected');
      const ready = target.secure ? marks.get('secured') : connected;
      const head = marks.get('head');
      return {
        dns: between(start, resolved),
        connect: between(resolved ?? start, connected),
        tls: target.secure ? between(connected, ready) : null,
        firstByte: between(ready, head),
        download: between(head, marks.get('end')),
        total: (marks.get('end') ?? now()) - start,
      };
    },
  };
}
