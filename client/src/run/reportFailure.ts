import { window } from 'vscode';
import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageclient/node';
import { withoutIcons } from '#core/model/quote';
import type { NotSentData } from '../../../server/src/protocol';
import { showOutput } from '../nextSteps';
import { warn } from '../say';

/** How long what the person did is mentioned in the status bar, in milliseconds. */
const mention = 3000;

/**
 * Tells the person why a request came to nothing: in the status bar where they cancelled it or said no themselves, in the server's
 * words where it refused. `what` names the action: `The run of "get-order"`.
 */
export function reportFailure(error: unknown, what: string): void {
  const code = error instanceof ResponseError ? error.code : undefined;
  const message = error instanceof Error ? error.message : String(error);
  if (code === LSPErrorCodes.RequestCancelled) mentionBriefly(`${what} was cancelled`);
  else if (wasDeclined(error)) mentionBriefly(message);
  else if (code === LSPErrorCodes.RequestFailed) void showWithOutput(message);
  else if (code === ErrorCodes.PendingResponseRejected) void showWithOutput(`${what} ended with the language server`);
  else if (code === ErrorCodes.ConnectionInactive) void showWithOutput('The language server is not running');
  else void showWithOutput(`${what} failed: ${message}`);
}

function wasDeclined(error: unknown): boolean {
  if (!(error instanceof ResponseError) || error.code !== LSPErrorCodes.RequestFailed) return false;
  const { declined = false }: Partial<NotSentData> = error.data ?? {};
  return declined;
}

function mentionBriefly(message: string): void {
  window.setStatusBarMessage(withoutIcons(message), mention);
}

/** Warns, with a way to the output. */
export function showWithOutput(message: string): Promise<void> {
  return warn(message, showOutput);
}
