import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
}

/** Ends the language server that was started by this process or by one that it has started, as nothing in it can expect. */
export function killServerProcess(): void {
  const processes = listProcesses();
  const found = processes.filter(
    ({ id, command }) => /dist[\\/]server\.js/.test(command) && descends(id, process.pid, processes),
  );
  assert.equal(found.length, 1, `one language server is running: ${JSON.stringify(found)}`);
  for (const { id } of found) process.kill(id, 'SIGKILL');
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
