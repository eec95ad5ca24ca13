import { type Diagnostic, languages, type Uri } from 'vscode';
import { until } from './until';

/** Resolves with the first value of `find` that is not undefined: it is asked about what anybody reports of the file, at every change. */
export function findingsOf<T>(
  uri: Uri,
  what: string,
  find: (found: readonly Diagnostic[]) => T | undefined,
): Promise<T> {
  const present = () => languages.getDiagnostics(uri);
  return until(
    `${what} of ${uri.path}`,
    languages.onDidChangeDiagnostics,
    () => find(present()),
    () => present().map(({ message }) => message),
  );
}
