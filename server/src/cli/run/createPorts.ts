import { quote } from '#core/rules/rule';
import type { Evaluator } from '../../run/evaluation';
import { exchange } from '../../run/exchange';
import { createPool } from '../../run/pool';
import type { RunPorts } from '../../run/runNode';
import type { Interruption, Terminal } from '../terminal';

/**
 * The engine's ways out, for each node of one command: the network, whose connections they share, and the person at the
 * terminal, who is asked one thing at a time.
 */
export function createPorts(
  terminal: Terminal,
  evaluator: Evaluator,
  interruption: Interruption,
  saysYes: boolean,
): (node: string) => RunPorts {
  const pool = createPool();
  let last: Promise<unknown> = Promise.resolve();
  const askInTurn = (question: string, hidden: boolean): Promise<string | undefined> => {
    const answer = last.then(() => terminal.prompt(question, interruption, hidden));
    last = answer;
    return answer;
  };
  return (node) => ({
    signal: interruption.signal,
    exchange,
    evaluator,
    pool,
    consent: async ({ kind, message }) => {
      // A secret leaves this machine only after a person has read where it goes.
      if (saysYes && kind !== 'secret') return true;
      const answer = await askInTurn(`${quote(node)}: ${message} [y/N] `, false);
      return /^y(?:es)?$/i.test(answer?.trim() ?? '');
    },
    ask: (variable, sensitive) => askInTurn(`${quote(node)}: value of [[${variable}]]: `, sensitive),
  });
}
