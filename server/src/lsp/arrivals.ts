import { Message, type MessageStrategy } from 'vscode-languageserver';

/** Tells of what a client sends before it is handled, for what has to be up to date whatever is asked. */
export interface Arrivals {
  /** For the options of the connection. */
  readonly messageStrategy: MessageStrategy;
  /** From now on the listener is called before each request and notification but those that only manage the connection. */
  beforeEach(listener: (method: string) => void): void;
}

export function createArrivals(): Arrivals {
  let tell = (_method: string): void => undefined;
  return {
    messageStrategy: {
      handleMessage(message, next) {
        const method = Message.isRequest(message) || Message.isNotification(message) ? message.method : undefined;
        if (method !== undefined && !isAboutConnection(method)) tell(method);
        return next(message);
      },
    },
    beforeEach(listener) {
      tell = listener;
    },
  };
}

/** `$/cancelRequest`, `$/progress`, `shutdown` and the like. */
function isAboutConnection(method: string): boolean {
  return method.startsWith('$/') || ['initialize', 'shutdown', 'exit'].includes(method);
}
