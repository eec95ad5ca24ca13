import { dirname, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ExecuteCommandRequest } from 'vscode-languageserver';
import type { FlowDocument } from '#core/model/document';
import * as protocol from '../protocol';
import type { DiskState } from '../workspace/diskState';
import { isSideFile } from '../workspace/sideFiles';
import { toPath, toUri } from '../workspace/uri';
import type { Arrivals } from './arrivals';
import type { Session } from './session';

/** Milliseconds of looking before whoever asked goes on, and between two breaths after that. */
const slice = 10;

/** Changed files that are told together: each is read anew. */
const toldAtOnce = 16;

/** Milliseconds between two looks at least. */
const shortestPause = 100;

/** Looking takes this part of the time at most, in workspaces of any size. */
const largestShare = 1 / 20;

/** What is looked at, and who hears of it. */
export interface DiskLooksOptions {
  readonly disk: DiskState;
  /** The paths of files that count before all others, beside environment files and configurations. */
  readonly urgent: () => ReadonlySet<string>;
  readonly onChanged: (paths: readonly string[]) => void;
}

/**
 * Looks for changes on disk, for a client that tells of none. What it gives is called before each message of the client. When it
 * returns, the files that count first and those of a workspace of about a thousand have been looked at; the rest of a larger one
 * follows between the messages. A call that comes too soon after the last look is made up for a moment later, unless it can't wait.
 */
export function createDiskLooks({ disk, urgent, onChanged }: DiskLooksOptions): (canWait: boolean) => void {
  let state: 'idle' | 'waiting' | 'looking' = 'idle';
  let isAskedAgain = false;
  let next = 0;

  const begin = (): (() => boolean) => {
    const first = urgent();
    const steps = disk.compare((path) => isSideFile(path) || first.has(path))[Symbol.iterator]();
    return () => work(steps, performance.now() + slice, onChanged);
  };
  const look = (): void => {
    state = 'looking';
    isAskedAgain = false;
    let spent = 0;
    const step = begin();
    const goOn = (): boolean => {
      const began = performance.now();
      const isOver = step();
      spent += performance.now() - began;
      return isOver;
    };
    const end = (): void => {
      next = performance.now() + Math.max(shortestPause, spent / largestShare);
      state = 'idle';
      if (isAskedAgain) lookLater();
    };
    if (goOn()) end();
    else void inTurns(goOn).then(end);
  };
  const lookLater = (): void => {
    state = 'waiting';
    setTimeout(look, next - performance.now()).unref();
  };
  return (canWait) => {
    if (state === 'idle' && performance.now() >= next) look();
    else if (!canWait) begin()();
    else if (state === 'idle') lookLater();
    else isAskedAgain = true;
  };
}

/** Has a client that tells of no changed files served as if it did: whatever it asks is answered by the disk as it is now. */
export function lookAtDisk(
  { disk, workspace, openDocuments }: Session,
  arrivals: Arrivals,
  onChanged: (uris: readonly string[]) => void,
): void {
  if (disk === undefined) return;
  const urgent = (): ReadonlySet<string> =>
    new Set(openDocuments().flatMap(({ uri }) => importedPaths(workspace.document(uri))));
  const look = createDiskLooks({ disk, urgent, onChanged: (paths) => onChanged(paths.map(toUri)) });
  // What is sent must not go where the files said before.
  arrivals.beforeEach((method) => look(method !== ExecuteCommandRequest.method && method !== protocol.runNode));
}

/** Wherever they lead: only what was looked at counts. */
function importedPaths(document: FlowDocument | undefined): readonly string[] {
  const path = document && toPath(document.uri);
  return (path && document?.flow.imports.map(({ value }) => resolve(dirname(path), value))) || [];
}

/** Takes steps until then, and tells what they give. Gives whether there are no more. */
function work(steps: Iterator<string | undefined>, until: number, tell: (paths: readonly string[]) => void): boolean {
  let changed: string[] = [];
  const tellAll = (): void => {
    if (changed.length > 0) tell(changed);
    changed = [];
  };
  for (let step = steps.next(); !step.done; step = steps.next()) {
    if (step.value !== undefined) changed.push(step.value);
    if (changed.length === toldAtOnce) tellAll();
    if (performance.now() < until) continue;
    tellAll();
    return false;
  }
  tellAll();
  return true;
}

async function inTurns(goOn: () => boolean): Promise<void> {
  do await setImmediate();
  while (!goOn());
}
