import { type Diagnostic, languages, type Uri } from 'vscode';
import { errorsIn } from './progress';

/** How long findings of a text that was just opened are waited for, in milliseconds. A right text has none to come. */
const patience = 5_000;

/** The first error of a flow that is open, in the order of the text, as soon as there is one; undefined where none comes. */
export async function untilFound(uri: Uri): Promise<Diagnostic | undefined> {
  const find = (): Diagnostic | undefined =>
    [...errorsIn(uri)].sort((a, b) => a.range.start.compareTo(b.range.start))[0];
  return (
    find() ??
    new Promise((resolve) => {
      const end = (found: Diagnostic | undefined): void => {
        clearTimeout(timer);
        listener.dispose();
        resolve(found);
      };
      const timer = setTimeout(() => end(undefined), patience);
      const listener = languages.onDidChangeDiagnostics(() => {
        const found = find();
        if (found !== undefined) end(found);
      });
    })
  );
}
