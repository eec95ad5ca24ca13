/** Counts the runs of each endpoint that are under way: `max-connection` is our own count. */
export interface Pool {
  /** Takes a place for one run; gives what frees it again, or undefined where all are taken. */
  enter(endpoint: string, maxConnections: number): (() => void) | undefined;
}

export function createPool(): Pool {
  const underWay = new Map<string, number>();
  return {
    enter(endpoint, maxConnections) {
      const taken = underWay.get(endpoint) ?? 0;
      if (taken >= maxConnections) return undefined;
      underWay.set(endpoint, taken + 1);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        const others = (underWay.get(endpoint) ?? 1) - 1;
        if (others === 0) underWay.delete(endpoint);
        else underWay.set(endpoint, others);
      };
    },
  };
}
