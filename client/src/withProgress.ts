import { type CancellationToken, ProgressLocation, window } from 'vscode';

/** Does some work under a notification of that title, whose *Cancel* cancels the token. Rejects as the work does. */
export function withProgress<T>(title: string, work: (token: CancellationToken) => Promise<T>): Thenable<T> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, (_progress, token) => work(token));
}
