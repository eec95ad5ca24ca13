import { quote } from '#core/rules/rule';
import type { Evaluator } from '../../run/evaluation';
import { exchange } from '../../run/exchange';
import type { Question } from '../../run/gates';
import type { Network } from '../../run/network/network';
import { createPool } from '../../run/pool';
import type { RunPorts } from '../../run/runRequest';
import type { AllowedSecret } from '../options';
import type { Interruption, Terminal } from '../terminal';

/**
 * The engine's ways out, for each node of one command: the network, whose connections they share, and the person at the
 * terminal, who is asked one thing at a time.
 */
export function createPorts(
  terminal: Terminal,
  evaluator: Evaluator,
  interruption: Interruption,
  consent: GivenConsent,
  network: Network,
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
    exchange: (request, options) => exchange(request, { ...options, network }),
    evaluator,
    pool,
    consent: async (question) => {
      if (isGiven(question, consent)) return true;
      const answer = await askInTurn(`${quote(node)}: ${question.message} [y/N] `, false);
      return /^y(?:es)?$/i.test(answer?.trim() ?? '');
    },
    // There is no keychain for a command line: it names its secrets.
    storedSecret: async () => undefined,
    ask: (variable, sensitive) => askInTurn(`${quote(node)}: value of [[${variable}]]: `, sensitive),
  });
}

/** What the arguments have said yes to. */
export interface GivenConsent {
  readonly yes: boolean;
  readonly allowSecret: readonly AllowedSecret[];
}

/** A secret leaves this machine only for an origin that was named, or after a person has read where it goes. */
function isGiven(question: Question, { yes, allowSecret }: GivenConsent): boolean {
  // Whoever names a node on a command line has asked for it, method and all; a guarded environment wants to be asked again.
  if (question.kind === 'method' && !question.isGuarded) return true;
  if (question.kind !== 'secret') return yes;
  return allowSecret.some(({ name, origin }) => name === question.secret && origin === question.origin);
}
