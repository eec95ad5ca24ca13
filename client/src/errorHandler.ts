import { type BaseLanguageClient, ErrorAction, type ErrorHandler } from 'vscode-languageclient/node';

/**
 * Starts a server again that has ended, unless it ends too often, as the library's own handler does. That one gives a server up for
 * good after two messages that could not be written, though; and to a server that has ended, more are written before anybody
 * notices. `client` is asked once the server has ended.
 */
export function createErrorHandler(client: () => BaseLanguageClient): ErrorHandler {
  let restarts: ErrorHandler | undefined;
  return {
    // Whoever waits for an answer hears of it when the connection closes, which follows.
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: () => {
      restarts ??= client().createDefaultErrorHandler();
      return restarts.closed();
    },
  };
}
