import { setImmediate } from 'node:timers/promises';

/**
 * Resolves when what has come in by now is dealt with, as far as one message goes: they are taken one in a turn, and each turn is
 * planned behind what the one before has planned.
 */
export async function nextMessage(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

/** Does something once for any number of calls that come in one go. Resolves when it is done. */
export function oncePerTurn(act: () => void): () => Promise<void> {
  const each = oncePerTurnEach(act);
  return () => each('');
}

/** Milliseconds that calls which keep coming are waited for: whoever types without a pause wants to see something, too. */
const longestWait = 100;

/** The same for each of some things, by a name. */
export function oncePerTurnEach(act: (name: string) => void): (name: string) => Promise<void> {
  const waiting = new Map<string, Promise<void>>();
  const calls = new Map<string, number>();
  const actWhenCalm = async (name: string): Promise<void> => {
    const end = performance.now() + longestWait;
    let seen: number | undefined;
    do {
      seen = calls.get(name);
      await nextMessage();
    } while (calls.get(name) !== seen && performance.now() < end);
    waiting.delete(name);
    calls.delete(name);
    act(name);
  };
  return (name) => {
    calls.set(name, (calls.get(name) ?? 0) + 1);
    const coming = waiting.get(name) ?? actWhenCalm(name);
    waiting.set(name, coming);
    return coming;
  };
}
