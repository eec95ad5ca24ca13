import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** MiB of memory that a process has in RAM now. */
export function residentMemory(pid: number | undefined): number {
  if (process.platform !== 'linux') return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)])) / 1024;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}
