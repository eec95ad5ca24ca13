import { workspace } from 'vscode';

/**
 * What a person has set of the editor's own proxy settings, in the user settings or on this machine. What a workspace says of
 * them is left out: a repository must not be able to send requests by a way of its choice.
 */
function userHttpSettings(): Readonly<Record<string, unknown>> {
  const http = workspace.getConfiguration('http');
  const values = ['proxy', 'noProxy', 'proxySupport'].map((name) => {
    const set = http.inspect(name);
    return [name, set?.globalValue ?? set?.defaultValue ?? null];
  });
  return Object.fromEntries(values);
}

/**
 * The answer to the server's question for settings, with a person's own for the section `http`.
 *
 * @param answer what the library would answer: a value for each item, in order
 */
export function withUserHttpSettings<T>(items: readonly { readonly section?: string }[], answer: T): T | unknown[] {
  if (!Array.isArray(answer)) return answer;
  return answer.map((value: unknown, index) => (items[index]?.section === 'http' ? userHttpSettings() : value));
}
