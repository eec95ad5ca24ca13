import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
}

/**
 * Ends the language server that was started by this process or by one that it has started, as nothing in it can expect. On Linux it is gone
 * when this returns, and nothing can be written to it any more.
 */
export function killServerProcess(): void {
  const processes = listProcesses();
  const found = processes.filter(
    ({ id, command }) => /dist[\\/]server\.js/.test(command) && descends(id, process.pid, processes),
  );
  assert.equal(found.length, 1, `one language server is running: ${JSON.stringify(found)}`);
  for (const { id } of found) {
    process.kill(id, 'SIGKILL');
    while (isAlive(id)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
  }
}

/** Whether a thread of the process is left beside what waits for its parent to hear of the end (proc(5)). */
function isAlive(id: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return (
      readdirSync(`/proc/${id}/task`).length > 1 || / \(.*\) [^XZ]/s.test(readFileSync(`/proc/${id}/stat`, 'utf8'))
    );
  } catch {
    return false;
  }
}

/** From the kernel where it tells: a small Linux has no `ps`. */
function listProcesses(): readonly Process[] {
  if (process.platform === 'linux')
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap(readProcess);
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return table.split('\n').flatMap((line) => {
    const [, id, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return id === undefined ? [] : [{ id: Number(id), parent: Number(parent), command }];
  });
}

/** Nothing where it has ended meanwhile. The name of a program stands in parentheses and may hold any of them (proc(5)). */
function readProcess(id: string): readonly Process[] {
  try {
    const [, parent] = readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return [{ id: Number(id), parent: Number(parent), command: readFileSync(`/proc/${id}/cmdline`, 'utf8') }];
  } catch {
    return [];
  }
}

function descends(id: number, from: number, processes: readonly Process[]): boolean {
  const parent = processes.find((candidate) => candidate.id === id)?.parent;
  return parent !== undefined && parent !== 0 && (parent === from || descends(parent, from, processes));
}
