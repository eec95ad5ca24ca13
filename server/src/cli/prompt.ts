import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { oneLine } from './oneLine';
import type { Interruption } from './terminal';

/**
 * Asks the person at the terminal, on standard error: standard output is for the document. Undefined where nobody sits
 * there, and for Ctrl+C and Ctrl+D; Ctrl+C interrupts the command too.
 */
export async function prompt(
  question: string,
  { signal, abort }: Interruption,
  hidden: boolean,
): Promise<string | undefined> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY || !stderr.isTTY || signal.aborted) return undefined;
  stderr.write(oneLine(question));
  const lines = createInterface({ input: stdin, output: hidden ? nowhere() : stderr, terminal: true });
  const ended = new AbortController();
  lines.once('SIGINT', abort).once('close', () => ended.abort());
  try {
    return await lines.question('', { signal: AbortSignal.any([signal, ended.signal]) });
  } catch {
    return undefined;
  } finally {
    lines.close();
    if (hidden || signal.aborted) stderr.write('\n');
  }
}

/** readline shows what is typed by writing it back. */
function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
