// Loaded into a process that is measured (`node --require`): says what it has used when it ends, and on SIGUSR2 what it holds
// once its garbage is collected (with `--expose-gc`). As JSON, to the file that BENCH_USAGE names. Where BENCH_INTERPRETED is set, V8 optimises no
// code, which it else keeps more and more of for minutes.
const { isMainThread } = require('node:worker_threads');
const { writeFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');

const file = process.env.BENCH_USAGE;

if (process.env.BENCH_INTERPRETED !== undefined) setFlagsFromString('--no-opt');

if (isMainThread && file !== undefined) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    write({ mostMemory: maxRSS / 1024, processorTime: (userCPUTime + systemCPUTime) / 1000 });
  });
  if (process.platform !== 'win32') {
    process.on('SIGUSR2', () => {
      globalThis.gc?.();
      const { rss, heapUsed, external } = process.memoryUsage();
      write({ resident: rss / 1024 ** 2, held: (heapUsed + external) / 1024 ** 2 });
    });
  }
}

function write(usage) {
  writeFileSync(file, JSON.stringify(usage));
}
