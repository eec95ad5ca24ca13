import { CancellationTokenSource, commands, type Event, EventEmitter, Uri } from 'vscode';
import type { NodeReference, RunNodeParams, RunStateParams } from '../../../server/src/protocol';

/** The runs under way, at most one a node. The context key `flowLens.running` is true while there are any. */
export interface Runs {
  /** Undefined where the node is running already. */
  begin(node: RunNodeParams): CancellationTokenSource | undefined;
  end(node: NodeReference): void;
  /** Takes what the server says of a document's runs. */
  update(state: RunStateParams): void;
  /**
   * Resolves when a run of the node is over that has shown its result already, and is only being kept: at once where there is none, also
   * while one has nothing to show yet. Whoever sees the result may run the node again.
   */
  settled(node: NodeReference): Promise<void>;
  /**
   * Cancels the run of the node, else the run to another node of its flow that it may be a part of. Does nothing where there is
   * none (any more).
   */
  cancel(node: NodeReference): void;
  underWay(): readonly NodeReference[];
  /** Fires when a run is over, whatever came of it. */
  readonly onDidEnd: Event<void>;
  dispose(): void;
}

interface Run {
  readonly node: RunNodeParams;
  readonly source: CancellationTokenSource;
  readonly over: Promise<void>;
  readonly end: () => void;
  hasShown: boolean;
}

export function createRuns(): Runs {
  const runs = new Map<string, Run>();
  const didEnd = new EventEmitter<void>();
  const tellContext = (): void => {
    void commands.executeCommand('setContext', 'flowLens.running', runs.size > 0);
  };
  return {
    begin(node) {
      if (runs.has(keyOf(node))) return undefined;
      const source = new CancellationTokenSource();
      let end: Run['end'] = () => undefined;
      const over = new Promise<void>((resolve) => {
        end = resolve;
      });
      runs.set(keyOf(node), { node, source, over, end, hasShown: false });
      tellContext();
      return source;
    },
    end(node) {
      const ended = runs.get(keyOf(node));
      ended?.source.dispose();
      runs.delete(keyOf(node));
      ended?.end();
      tellContext();
      didEnd.fire();
    },
    update({ uri, nodes }) {
      for (const { node, phase } of nodes) {
        const run = runs.get(keyOf({ uri, node }));
        if (run !== undefined) run.hasShown = phase === 'finished';
      }
    },
    async settled(node) {
      const run = runs.get(keyOf(node));
      if (run?.hasShown) await run.over;
    },
    cancel(node) {
      const own = runs.get(keyOf(node));
      const around = [...runs.values()].filter((run) => run.node.toHere && run.node.uri === node.uri);
      for (const { source } of own === undefined ? around : [own]) source.cancel();
    },
    underWay: () => [...runs.values()].map((run) => run.node),
    onDidEnd: didEnd.event,
    dispose() {
      for (const { source } of runs.values()) source.cancel();
      didEnd.dispose();
    },
  };
}

function keyOf({ uri, node }: NodeReference): string {
  // The server, the editor and commands may write one URI in several ways.
  return JSON.stringify([Uri.parse(uri).toString(), node]);
}
