import type { Evaluator } from '../../run/evaluation';
import { exchange } from '../../run/exchange';
import { createPool } from '../../run/pool';
import type { RunPorts } from '../../run/runNode';
import type { Interruption, Terminal } from '../terminal';

/** The engine's ways out: the network, and the person at the terminal, who is asked one thing at a time. */
export function createPorts(
  terminal: Terminal,
  evaluator: Evaluator,
  interruption: Interruption,
  saysYes: boolean,
): RunPorts {
  let last: Promise<unknown> = Promise.resolve();
  const ask = (question: string, hidden = false): Promise<string | undefined> => {
    const answer = last.then(() => terminal.prompt(question, interruption, hidden));
    last = answer;
    return answer;
  };
  return {
    signal: interruption.signal,
    exchange,
    evaluator,
    pool: createPool(),
    consent: async ({ kind, message }) => {
      // A secret leaves this machine only after a person has read where it goes.
      if (saysYes && kind !== 'secret') return true;
      return /^y(?:es)?$/i.test((await ask(`${message} [y/N] `))?.trim() ?? '');
    },
    ask: (variable, sensitive) => ask(`Value of [[${variable}]]: `, sensitive),
  };
}
