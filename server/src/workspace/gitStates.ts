import type { GitState } from '#core/model/gitState';

/** What git makes of files, by absolute path: asked once, never waited for, and kept until it is asked again. */
export interface GitStates {
  /** The last answer; `unknown` until there is one. */
  of(path: string): GitState;
  /** Resolves once `of` knows the files. */
  learn(paths: Iterable<string>): Promise<void>;
  /** The next `of` asks again, and goes by the last answer until the new one is there. */
  forget(): void;
}

/** `onLearnt` is called when an answer is another than the last one. */
export function createGitStates(
  ask: (path: string) => Promise<GitState>,
  onLearnt: () => void = () => undefined,
): GitStates {
  const known = new Map<string, GitState>();
  const asked = new Map<string, Promise<void>>();

  const learn = (path: string): Promise<void> => {
    const answer: Promise<void> =
      asked.get(path) ??
      ask(path).then((state) => {
        // Forgotten while git was working: whoever asked since has the answer that counts.
        if (asked.get(path) !== answer || (known.get(path) ?? 'unknown') === state) return;
        known.set(path, state);
        onLearnt();
      });
    asked.set(path, answer);
    return answer;
  };

  return {
    of(path) {
      void learn(path);
      return known.get(path) ?? 'unknown';
    },
    async learn(paths) {
      await Promise.all([...new Set(paths)].map(learn));
    },
    forget: () => asked.clear(),
  };
}
