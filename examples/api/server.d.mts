/** A demo API that is running: the port it listens on, and a way to end it with all its connections. */
export interface DemoApi {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * Starts the demo API on 127.0.0.1, on any free port where `port` is 0 (8787 where it is left out). `slow` is how many
 * milliseconds its slow services take, 3000 where it is left out. Rejects where the port is taken.
 */
export function start(port?: number, slow?: number): Promise<DemoApi>;
