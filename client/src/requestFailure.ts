import type { NotSentData } from '../../server/src/protocol';

/**
 * Codes of the errors that requests are rejected with: the server's (LSP 3.17, `LSPErrorCodes`), and those of vscode-jsonrpc where the
 * server is gone. Their numbers stand here so that the library is not loaded for them.
 */
export const failureCodes = {
  requestFailed: -32803,
  requestCancelled: -32800,
  pendingResponseRejected: -32097,
  connectionInactive: -32096,
} as const;

/** The code of an error that a request was rejected with. Undefined for any other error: those have none, or a word. */
export function failureCode(error: unknown): number | undefined {
  const code: unknown = Object(error).code;
  return typeof code === 'number' ? code : undefined;
}

/** What the server says of a run that it did not send; undefined for any other error. */
export function notSentData(error: unknown): Partial<NotSentData> | undefined {
  return failureCode(error) === failureCodes.requestFailed ? (Object(error).data ?? {}) : undefined;
}
