import type { RunStateParams } from '../../../server/src/protocol';

/** What the server says of runs, without spinners that nobody could see. */
export interface BriefRuns {
  /** Takes what the server says of a document, in place of all that it said before. */
  take(state: RunStateParams): void;
  /** Forgets what is held back: of one document, or of all. */
  forget(uri?: string): void;
}

/** Milliseconds that a run may last before it is said to be under way. */
const brief = 50;

/**
 * Hands on what is said of runs. A spinner is held back for a moment: most runs on this machine or nearby are over by then, and painting it would
 * take as long as such a run, while the branch waits. A result is handed on at once, unless another node has begun with it.
 */
export function createBriefRuns(show: (state: RunStateParams) => void): BriefRuns {
  const shown = new Map<string, RunStateParams>();
  const waiting = new Map<string, { readonly timer: NodeJS.Timeout; state: RunStateParams }>();
  const letGo = (uri: string): void => {
    clearTimeout(waiting.get(uri)?.timer);
    waiting.delete(uri);
  };
  const handOn = (state: RunStateParams): void => {
    letGo(state.uri);
    shown.set(state.uri, state);
    show(state);
  };
  const handOnLater = (state: RunStateParams): void => {
    const held = { state, timer: setTimeout(() => handOn(held.state), brief) };
    waiting.set(state.uri, held);
  };
  return {
    take(state) {
      const held = waiting.get(state.uri);
      if (!begins(state, shown.get(state.uri))) handOn(state);
      else if (held === undefined) handOnLater(state);
      else held.state = state;
    },
    forget(uri) {
      for (const known of uri === undefined ? [...waiting.keys(), ...shown.keys()] : [uri]) {
        letGo(known);
        shown.delete(known);
      }
    },
  };
}

/** Whether a node runs that did not run before. */
function begins({ nodes }: RunStateParams, before: RunStateParams | undefined): boolean {
  const isRunning = ({ phase }: RunStateParams['nodes'][number]): boolean => phase === 'running';
  const running = new Set(before?.nodes.flatMap((node) => (isRunning(node) ? [node.node] : [])));
  return nodes.some((node) => isRunning(node) && !running.has(node.node));
}
