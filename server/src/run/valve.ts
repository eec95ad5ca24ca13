/** Stops what comes in over a connection, and lets it go on. */
export interface Valve {
  isClosed(): boolean;
  close(): void;
  open(): void;
  /** Names what it acts on, once there is a connection. */
  attach(connection: Connection): void;
}

interface Connection {
  pause(): void;
  resume(): void;
}

/**
 * Whoever reads a content can hold its connection back. It has to be the connection: where undici itself is held back at the
 * very end of a content, it ends the process (nodejs/undici issue 5360, mended in undici 8, which Node 20 can't run).
 */
export function createValve(): Valve {
  let connection: Connection | undefined;
  let closed = false;
  return {
    isClosed: () => closed,
    attach: (opened) => {
      connection = opened;
    },
    close: () => {
      closed = true;
      connection?.pause();
    },
    open: () => {
      if (!closed) return;
      closed = false;
      connection?.resume();
    },
  };
}
