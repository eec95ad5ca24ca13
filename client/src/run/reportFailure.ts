import { window } from 'vscode';
import { withoutIcons } from '#core/model/quote';
import { showOutput } from '../nextSteps';
import { failureCode, failureCodes, notSentData } from '../requestFailure';
import { warn } from '../say';

/** How long what the person did is mentioned in the status bar, in milliseconds. */
const mention = 3000;

/**
 * Tells the person why a request came to nothing: in the status bar where they cancelled it or said no themselves, in the server's
 * words where it refused. `what` names the action: `The run of "get-order"`.
 */
export function reportFailure(error: unknown, what: string): void {
  const code = failureCode(error);
  const message = error instanceof Error ? error.message : String(error);
  if (code === failureCodes.requestCancelled) mentionBriefly(`${what} was cancelled`);
  else if (notSentData(error)?.declined) mentionBriefly(message);
  else if (code === failureCodes.requestFailed) void showWithOutput(message);
  else if (code === failureCodes.pendingResponseRejected) void showWithOutput(`${what} ended with the language server`);
  else if (code === failureCodes.connectionInactive) void showWithOutput('The language server is not running');
  else void showWithOutput(`${what} failed: ${message}`);
}

function mentionBriefly(message: string): void {
  window.setStatusBarMessage(withoutIcons(message), mention);
}

/** Warns, with a way to the output. */
export function showWithOutput(message: string): Promise<void> {
  return warn(message, showOutput);
}
