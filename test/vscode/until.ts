import type { Event } from 'vscode';

/** Something that a test waits for, in words, and what there is instead. */
interface Wait {
  readonly what: string;
  readonly instead: () => unknown;
}

const waits = new Set<Wait>();

/**
 * Waits on an event of the editor, never on time: resolves with the first value of `find` that is not undefined, asked
 * at once and again after each `event`. The deadline of the test ends a wait in vain, and tells `what` it was for and what
 * there was `instead`.
 */
export function until<T>(
  what: string,
  event: Event<unknown>,
  find: () => T | undefined,
  instead?: () => unknown,
): Promise<T> {
  const found = find();
  if (found !== undefined) return Promise.resolve(found);
  return waitFor(what, next(event, find), instead);
}

/** Waits for a promise under a name, which the deadline of the test tells. */
export async function waitFor<T>(
  what: string,
  promise: PromiseLike<T>,
  instead: () => unknown = () => undefined,
): Promise<T> {
  const wait: Wait = { what, instead };
  waits.add(wait);
  try {
    return await promise;
  } finally {
    waits.delete(wait);
  }
}

/** What is waited for now, in words: ` while it waited for a request`. Nothing where no wait has a name. */
export function describeWaits(): string {
  const texts = [...waits].map(({ what, instead }) => {
    const there = instead();
    return there === undefined ? what : `${what}, and there is ${JSON.stringify(there)}`;
  });
  return texts.length === 0 ? '' : ` while it waited for ${texts.join(' and for ')}`;
}

/** Forgets the waits of a test that is over: those of one that came too late never end. */
export function forgetWaits(): void {
  waits.clear();
}

function next<T>(event: Event<unknown>, find: () => T | undefined): Promise<T> {
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
