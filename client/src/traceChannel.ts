import { type Disposable, EventEmitter, LogLevel, type LogOutputChannel, workspace } from 'vscode';

/**
 * Where the library traces messages: into the output, while `flowLens.trace.server` says so.
 *
 * Of each message only the first line is kept, which names it. Contents could hold secrets: a private environment file
 * that is open, or the answer to a question.
 */
export function createTraceChannel(output: LogOutputChannel): LogOutputChannel {
  const changed = new EventEmitter<LogLevel>();
  const listener = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('flowLens.trace.server')) changed.fire(traceLevel());
  });
  return Object.create(output, {
    logLevel: { get: traceLevel },
    onDidChangeLogLevel: { value: changed.event },
    trace: { value: (message: string) => output.info(nameOf(message)) },
    dispose: { value: () => disposeAll(listener, changed) },
  });
}

/** The library traces at the level Trace and at no other. */
function traceLevel(): LogLevel {
  const setting = workspace.getConfiguration('flowLens').get<string>('trace.server');
  return setting === 'messages' ? LogLevel.Trace : LogLevel.Info;
}

function nameOf(message: string): string {
  const [line] = /^(?:Sending|Received) [^\n]*/.exec(message) ?? [];
  return line ?? 'A message';
}

function disposeAll(...disposables: readonly Disposable[]): void {
  for (const disposable of disposables) disposable.dispose();
}
