import { buffer } from 'node:stream/consumers';
import { prompt } from './prompt';
import type { Terminal } from './terminal';
import { toLogLine } from './writers/logLine';

/** The world of this process. */
export function createTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  return {
    cwd: process.cwd(),
    today: new Date().toISOString().slice(0, 10),
    colour: stdout.isTTY && stdout.hasColors(colourVariables(process.env)),
    print: (text) => void stdout.write(text),
    printError: (text) => void stderr.write(text),
    complain: (sentence) => void stderr.write(`flow-lens: ${toLogLine(sentence)}\n`),
    environmentVariable: (name) => process.env[name],
    readInput: () => buffer(stdin),
    prompt,
    catchInterruption() {
      const controller = new AbortController();
      const abort = () => controller.abort();
      process.once('SIGINT', abort);
      return { signal: controller.signal, abort };
    },
  };
}

/** As https://no-color.org has it, an empty `NO_COLOR` says nothing; Node heeds it as soon as it is there. */
function colourVariables({ NO_COLOR, ...others }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return NO_COLOR ? { ...others, NO_COLOR } : others;
}
