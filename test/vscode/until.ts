import type { Event } from 'vscode';

/**
 * Waits on an event of the editor, never on time: resolves with the first value of `find` that is not undefined, asked
 * at once and again after each `event`. The deadline of the test ends a wait in vain.
 */
export function until<T>(event: Event<unknown>, find: () => T | undefined): Promise<T> {
  const found = find();
  if (found !== undefined) return Promise.resolve(found);
  return new Promise((resolve, reject) => {
    const listener = event(() => {
      try {
        const value = find();
        if (value === undefined) return;
        listener.dispose();
        resolve(value);
      } catch (error) {
        listener.dispose();
        reject(error);
      }
    });
  });
}
