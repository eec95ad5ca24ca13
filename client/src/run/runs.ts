import { CancellationTokenSource, commands, type Event, EventEmitter } from 'vscode';
import type { NodeReference } from '../../../server/src/protocol';

/** The runs under way, at most one a node. The context key `flowLens.running` is true while there are any. */
export interface Runs {
  /** Undefined where the node is running already. */
  begin(node: NodeReference): CancellationTokenSource | undefined;
  end(node: NodeReference): void;
  /** Does nothing where the node is not running (any more). */
  cancel(node: NodeReference): void;
  underWay(): readonly NodeReference[];
  /** Fires when a run is over, whatever came of it. */
  readonly onDidEnd: Event<void>;
  dispose(): void;
}

export function createRuns(): Runs {
  const runs = new Map<string, { readonly node: NodeReference; readonly source: CancellationTokenSource }>();
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
    cancel: (node) => runs.get(keyOf(node))?.source.cancel(),
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
