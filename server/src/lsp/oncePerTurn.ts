import { setImmediate } from 'node:timers/promises';

/** Does something once for any number of calls that come in one go. Resolves when it is done. */
export function oncePerTurn(act: () => void): () => Promise<void> {
  const each = oncePerTurnEach(act);
  return () => each('');
}

/** The same for each of some things, by a name. */
export function oncePerTurnEach(act: (name: string) => void): (name: string) => Promise<void> {
  const waiting = new Map<string, Promise<void>>();
  return (name) => {
    const coming =
      waiting.get(name) ??
      setImmediate().then(() => {
        waiting.delete(name);
        act(name);
      });
    waiting.set(name, coming);
    return coming;
  };
}
