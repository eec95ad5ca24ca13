import { CancellationTokenSource, commands } from 'vscode';
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
  dispose(): void;
}

export function createRuns(): Runs {
  const runs = new Map<string, { readonly node: RunNodeParams; readonly source: CancellationTokenSource }>();
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
    },
    cancel(node) {
      const own = runs.get(keyOf(node));
      const around = [...runs.values()].filter((run) => run.node.toHere && run.node.uri === node.uri);
      for (const { source } of own === undefined ? around : [own]) source.cancel();
    },
    underWay: () => [...runs.values()].map((run) => run.node),
    dispose() {
      for (const { source } of runs.values()) source.cancel();
    },
  };
}

function keyOf({ uri, node }: NodeReference): string {
  return JSON.stringify([uri, node]);
}
