import type { RunPorts } from '../run/runRequest';

/** Milliseconds. What a client answers sooner, by a yes that it remembers, was no question to anybody. */
const answeredAtOnce = 100;

/** The same ports, and `tell` hears when a question that they ask is open, and when it no longer is. */
export function whileAsked(ports: RunPorts, tell: (isAsked: boolean) => void): RunPorts {
  const told = async <T>(answer: Promise<T>): Promise<T> => {
    let isTold = false;
    const open = setTimeout(() => {
      isTold = true;
      tell(true);
    }, answeredAtOnce);
    try {
      return await answer;
    } finally {
      clearTimeout(open);
      if (isTold) tell(false);
    }
  };
  return {
    ...ports,
    consent: (question) => told(ports.consent(question)),
    ask: (variable, sensitive) => told(ports.ask(variable, sensitive)),
  };
}
