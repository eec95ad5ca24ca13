import { arch, cpus, platform, totalmem } from 'node:os';

/** The machine in one line: processor, cores, memory, system, Node. */
export function describeMachine(): string {
  const cores = cpus();
  const model = cores[0]?.model.trim() || 'unknown processor';
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GiB`;
  return `${cores.length} × ${model}, ${memory}, ${platform()} ${arch()}, Node ${process.versions.node}`;
}
