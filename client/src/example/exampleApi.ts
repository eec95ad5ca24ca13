import { commands } from 'vscode';
import type { DemoApi } from '../../../examples/api/server.mjs';

/** The API that the example calls: a small server in this window's extension host, on loopback only. */
export interface ExampleApi {
  /** Starts it on any free port, unless it runs already. Gives its origin: `http://127.0.0.1:41234`. */
  start(): Promise<string>;
  /** Ends it with all its connections. Does nothing where it does not run. */
  stop(): Promise<void>;
  isRunning(): boolean;
  dispose(): void;
}

/** Only the example needs its code. */
async function startApi(): Promise<DemoApi> {
  const { start } = await import('../../../examples/api/server.mjs');
  return start(0);
}

/** It is started by nobody but the person, and ends with the window. The context key `flowLens.exampleApi` is true while it runs. */
export function createExampleApi(): ExampleApi {
  let running: Promise<DemoApi> | undefined;
  const tellContext = (): void => {
    void commands.executeCommand('setContext', 'flowLens.exampleApi', running !== undefined);
  };
  const stop = async (): Promise<void> => {
    const ending = running;
    running = undefined;
    tellContext();
    await (await ending)?.close();
  };
  return {
    async start() {
      running ??= startApi();
      try {
        const { port } = await running;
        tellContext();
        return `http://127.0.0.1:${port}`;
      } catch (error) {
        running = undefined;
        throw error;
      }
    },
    stop,
    isRunning: () => running !== undefined,
    dispose: () => void stop().catch(() => undefined),
  };
}
