import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { escapeControls } from '#core/model/quote';
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
  const shown = escapeControls(question);
  // readline shows what is typed, and the question with it, by writing it.
  if (hidden) stderr.write(shown);
  const lines = createInterface({ input: stdin, output: hidden ? nowhere() : stderr, terminal: true });
  const ended = new AbortController();
  lines.once('SIGINT', abort).once('close', () => ended.abort());
  try {
    return await lines.question(hidden ? '' : shown, { signal: AbortSignal.any([signal, ended.signal]) });
  } catch {
    return undefined;
  } finally {
    lines.close();
    if (hidden || signal.aborted) stderr.write('\n');
  }
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
