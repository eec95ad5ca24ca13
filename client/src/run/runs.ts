import { CancellationTokenSource, commands, type Event, EventEmitter } from 'vscode';
import type { NodeReference, RunNodeParams } from '../../../server/src/protocol';

/** The runs under way, at most one a node. The context key `flowLens.running` is true while there are any. */
export interface Runs {
  /** Undefined where the node is running already. */
  begin(node: RunNodeParams): CancellationTokenSource | undefined;
  end(node: NodeReference): void;
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

export function createRuns(): Runs {
  const runs = new Map<string, { readonly node: RunNodeParams; readonly source: CancellationTokenSource }>();
  const didEnd = new EventEmitter<void>();
  const tellContext = (): void => {
    void commands.executeCommand('setContext', 'flowLens.running', runs.size > 0);
  };
  return {
    begin(node) {
      if (runs.has(keyOf(node))) return undefined;
      const source = new CancellationTokenSource();
      runs.set(keyOf(node), { node, source });
      tellContext();
      return source;
    },
    end(node) {
      runs.get(keyOf(node))?.source.dispose();
      runs.delete(keyOf(node));
      tellContext();
      didEnd.fire();
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
  return JSON.stringify([uri, node]);
}
