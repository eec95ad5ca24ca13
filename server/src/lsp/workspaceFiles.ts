import { setImmediate } from 'node:timers/promises';
import type { CancellationToken, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { Session } from './session';

/** Milliseconds of work between two breaths: what comes in meanwhile, a keystroke above all, waits no longer. */
const slice = 20;

/** The URIs of the workspace's files that are checked: flows, and the files beside them. */
export function workspaceFiles({ workspace, configurations }: Session): readonly string[] {
  const flows = [...workspace.project.flows()].map(({ uri }) => uri);
  return [...flows, ...workspace.sideFiles()].filter((uri) => !configurations.isIgnored(uri));
}

/**
 * Gives one file after the other, for something to be done with each. Every few milliseconds whatever came in has its turn, so
 * that nobody who types waits for the workspace. Ends early once the token is cancelled.
 */
export async function* oneByOne(
  uris: readonly string[],
  token: CancellationToken,
  progress: WorkDoneProgressReporter | undefined,
): AsyncIterable<string> {
  progress?.begin('Checking flows', 0, `${uris.length} files`, true);
  let began = performance.now();
  try {
    for (const [index, uri] of uris.entries()) {
      if (performance.now() - began > slice) {
        progress?.report((100 * index) / uris.length, `${index} of ${uris.length} files`);
        await setImmediate();
        began = performance.now();
      }
      if (token.isCancellationRequested) return;
      yield uri;
    }
  } finally {
    progress?.done();
  }
}
